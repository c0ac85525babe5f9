/**
 * `npm run bench:requests -w apps/web`, after a build: from the click on "Request New Invitation" in one
 * browser profile to the request on an admin's open inbox in another, p50 and p95 over 100 requests, and
 * where the time goes. Not a test: it prints what it measured.
 */
import { cpus, loadavg } from "node:os";
import { type Browser, chromium, type Page } from "@playwright/test";
import { api } from "@vestibule/backend/api";
import { browserPath } from "@vestibule/dev/browser";
import { startTestStack, type TestStack } from "@vestibule/dev/test-stack";
import { type Moments, nextClick, nextText, watchSocket } from "./page-clock.ts";
import { invite, type Person, runInternal, signUp } from "./people-by-api.ts";

const REQUESTS = 100;
/** One owner invites no more than these within a minute, so every few requests have their own. */
const PER_ORGANIZATION = 5;
/** First connections and cold caches are not what is measured. */
const WARM_UP_ORGANIZATIONS = 2;
const GOAL_P50_MS = 50;

async function main(): Promise<void> {
  const stack = await startTestStack();
  const browser = await chromium.launch({
    executablePath: await browserPath(chromium.executablePath()),
    args: ["--no-sandbox"],
  });
  try {
    const measured: Moments[] = [];
    for (let nth = -WARM_UP_ORGANIZATIONS; nth < REQUESTS / PER_ORGANIZATION; nth++) {
      const moments = await inOneOrganization(browser, stack, nth);
      if (nth >= 0) measured.push(...moments);
    }
    report(measured);
  } finally {
    await browser.close();
    await stack.close();
  }
}

async function inOneOrganization(
  browser: Browser,
  stack: TestStack,
  nth: number,
): Promise<Moments[]> {
  const profile = await browser.newContext();
  const owner = await signUp(stack, profile, {
    name: "Ada Okafor",
    email: `ada${nth}@bench.test`,
  });
  const organization = await owner.client.mutation(api.models.organizations.create, {
    name: `Bench ${nth}`,
    slug: `bench${nth}`,
  });
  const inbox = await profile.newPage();
  await watchSocket(inbox);
  await inbox.goto(`${stack.webUrl}/orgs/${organization.slug}/requests`);
  await inbox.getByText("No requests waiting").waitFor();
  const measured: Moments[] = [];
  for (let each = 0; each < PER_ORGANIZATION; each++) {
    const email = `invitee-${each}@bench.test`;
    measured.push(await oneRequest(browser, stack, { owner, organization, inbox, email }));
  }
  await profile.close();
  return measured;
}

async function oneRequest(
  browser: Browser,
  stack: TestStack,
  {
    owner,
    organization,
    inbox,
    email,
  }: { owner: Person; organization: { id: string }; inbox: Page; email: string },
): Promise<Moments> {
  const { invitationId, link } = await invite(owner, organization.id, email);
  await runInternal(stack, "dev:expireInvitation", { invitationId });
  const profile = await browser.newContext();
  const page = await profile.newPage();
  await watchSocket(page);
  // Idle, so that neither mail nor the page's own first steps are measured with it.
  await page.goto(link, { waitUntil: "networkidle" });
  const button = page.getByRole("button", { name: "Request New Invitation" });
  await button.waitFor();
  const shown = await nextText(inbox, email);
  const clicked = await nextClick(page);
  await button.click();
  const there = await shown();
  const moments = { ...there, ...pick(await clicked()) };
  await profile.close();
  if (!isComplete(moments))
    throw new Error(`Not every moment was seen: ${JSON.stringify(moments)}`);
  return moments;
}

/** What the page of the click has seen; the other moments are the inbox's. */
function pick({ clicked, sent }: Partial<Moments>): Partial<Moments> {
  return { ...(clicked !== undefined && { clicked }), ...(sent !== undefined && { sent }) };
}

function isComplete(moments: Partial<Moments>): moments is Moments {
  return (["clicked", "sent", "received", "inDocument", "shown"] as const).every(
    (name) => moments[name] !== undefined,
  );
}

function report(measured: Moments[]): void {
  const spans = (from: keyof Moments, to: keyof Moments) =>
    measured.map((moments) => moments[to] - moments[from]).sort((a, b) => a - b);
  const line = (name: string, from: keyof Moments, to: keyof Moments) => {
    const sorted = spans(from, to);
    return `  ${name.padEnd(44)} p50 ${quantile(sorted, 0.5)}, p95 ${quantile(sorted, 0.95)} ms`;
  };
  const total = spans("clicked", "shown");
  const lines = [
    `${new Date().toISOString().slice(0, 10)} · Node ${process.version} · ${cpus().length} × ${cpus()[0]?.model ?? "unknown"} · load ${loadavg()[0]?.toFixed(1)}`,
    `Click on "Request New Invitation" to the admin's open inbox, ${total.length} requests:`,
    `p50 ${quantile(total, 0.5)} ms (goal: under ${GOAL_P50_MS} ms), p95 ${quantile(total, 0.95)} ms, fastest ${quantile(total, 0)} ms, slowest ${quantile(total, 1)} ms`,
    line("click to the message on the invitee's socket", "clicked", "sent"),
    line("to the message on the admin's socket", "sent", "received"),
    line("to the row in the admin's document", "received", "inDocument"),
    line("to the frame that shows it", "inDocument", "shown"),
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
}

function quantile(sorted: number[], q: number): string {
  const at = Math.min(sorted.length - 1, Math.floor(q * sorted.length));
  return (sorted[at] ?? Number.NaN).toFixed(1);
}

await main();
