/**
 * How fast queued mail leaves: 10,000 invitations through the SMTP transport of a deployment on the local backend to a
 * server in a process of its own, a code that is queued when half of them have left, and the limit of the same run: the
 * same server, fed by nodemailer with mails that were rendered before.
 */
import { fork } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { createTransport } from "nodemailer";
import { callInternal, makePeople, startBenchDeployment } from "./deployment.ts";
import { say, table } from "./report.ts";

const MAILS = Number(process.env.BENCH_MAILS ?? 10_000);
const GOAL_SECONDS = 60;
const CODE_GOAL_MS = 1000;
const CODE_TO = "code@bench.test";
/** As the transport has. */
const CONNECTIONS = 5;

interface Taken {
  taken: number;
  to: string;
  at: number;
}

const child = fork(fileURLToPath(new URL("smtp-server.ts", import.meta.url)), {
  execArgv: ["--import", "tsx"],
});
let last: Taken = { taken: 0, to: "", at: 0 };
let codeAt: number | undefined;
const port = await new Promise<number>((resolve) => {
  child.on("message", (message: { port: number } | Taken) => {
    if ("port" in message) return resolve(message.port);
    last = message;
    if (message.to === CODE_TO) codeAt = message.at;
  });
});

async function takenBy(count: number): Promise<void> {
  while (last.taken < count) await sleep(5);
}

async function direct(): Promise<number> {
  const transport = createTransport({
    host: "127.0.0.1",
    port,
    pool: true,
    maxConnections: CONNECTIONS,
    maxMessages: Number.POSITIVE_INFINITY,
    ignoreTLS: true,
  });
  const html = `<p>${"An invitation is about as long as this. ".repeat(250)}</p>`;
  const text = "An invitation is about as long as this. ".repeat(30);
  const startedAt = Date.now();
  await Promise.all(
    Array.from({ length: MAILS }, (_, n) =>
      transport.sendMail({
        from: "invitations@bench.test",
        to: `direct${n}@bench.test`,
        subject: "An invitation",
        html,
        text,
      }),
    ),
  );
  transport.close();
  return Date.now() - startedAt;
}

const deployment = await startBenchDeployment();
try {
  await deployment.setVariables({
    MAIL_TRANSPORT: "smtp",
    SMTP_URL: `smtp://127.0.0.1:${port}`,
    MAIL_FROM: "invitations@bench.test",
  });
  const organizationId = await callInternal<string>(deployment, "dev/bench:makeOrganization", {
    slug: "mail",
  });
  const [admin] = await makePeople(deployment, "admin-", 1, organizationId);
  await callInternal(deployment, "dev/bench:holdLane", { lane: "bulk", isHeld: true });
  for (let from = 0; from < MAILS; from += 50) {
    await callInternal(deployment, "dev/bench:queueInvitations", {
      organizationId,
      inviterId: admin?.userId,
      from,
      count: Math.min(50, MAILS - from),
    });
  }
  const startedAt = Date.now();
  const cpuBefore = process.cpuUsage();
  await callInternal(deployment, "dev/bench:holdLane", { lane: "bulk", isHeld: false });
  await takenBy(MAILS / 2);
  const askedAt = Date.now();
  await callInternal(deployment, "dev/bench:queueCode", { email: CODE_TO });
  await takenBy(MAILS + 1);
  const ms = last.at - startedAt;
  const { user, system } = process.cpuUsage(cpuBefore);
  while (!(await callInternal<boolean>(deployment, "dev/bench:isMailOut", {}))) await sleep(50);
  child.send("again");
  const limit = await direct();
  const codeMs = (codeAt ?? Number.NaN) - askedAt;
  say(
    table(
      ["mail", "goal", "measured"],
      [
        [
          `${MAILS} queued invitations through SMTP`,
          `under ${GOAL_SECONDS} s`,
          `${(ms / 1000).toFixed(1)} s, ${Math.round(MAILS / (ms / 1000))} a second (${((user + system) / 1e6).toFixed(1)} s of processor)`,
        ],
        ["a code queued when half have left", `under ${CODE_GOAL_MS} ms`, `${codeMs} ms`],
        [
          "the same server fed by nodemailer with rendered mails",
          "",
          `${(limit / 1000).toFixed(1)} s: ratio ${(limit / ms).toFixed(2)}`,
        ],
      ],
    ),
  );
} finally {
  await deployment.close();
  child.disconnect();
}
