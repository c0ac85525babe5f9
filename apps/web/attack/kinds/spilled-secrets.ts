import type { StackAddress } from "@vestibule/dev/test-stack";
import { invite, PASSWORD, runInternal } from "../../bench/people-by-api.ts";
import type { Attack } from "../attack.ts";
import { type Link, linkOf, mailedLink, mailTo, must, newEmail, newOwner } from "../people.ts";
import { send } from "../send.ts";
import { withWebServer } from "../web-server.ts";

/** Secrets that lie about where somebody else reads. */

const PAGE = { numItems: 500, cursor: null };
/** Development's way out: the letters as a mail program gets them. */
const LETTERS = "mailbox";
/** Better Auth keeps the tokens of sessions as they are; see SECURITY.md. */
const SESSIONS = "session";

interface Rows {
  page: Record<string, unknown>[];
  isDone: boolean;
  continueCursor: string;
}

async function rowsOf(stack: StackAddress, table: string, componentPath: string): Promise<string> {
  const rows: unknown[] = [];
  let cursor: string | null = null;
  for (;;) {
    const args = { table, order: "desc", paginationOpts: { ...PAGE, cursor } };
    const answer: Rows = await runInternal<Rows>(stack, "_system/cli/tableData", args, {
      componentPath,
    });
    rows.push(...answer.page);
    if (answer.isDone) return JSON.stringify(rows);
    cursor = answer.continueCursor;
  }
}

async function everyTable(stack: StackAddress): Promise<[name: string, rows: string][]> {
  const tables: [string, string][] = [];
  for (const componentPath of ["", "betterAuth", "rateLimiter"]) {
    const args = { paginationOpts: PAGE };
    const { page } = await runInternal<Rows>(stack, "_system/cli/tables", args, { componentPath });
    for (const { name } of page) {
      const table = String(name);
      tables.push([`${componentPath}/${table}`, await rowsOf(stack, table, componentPath)]);
    }
  }
  return tables;
}

/** What the functions wrote since the deployment began, as `convex logs` shows it. */
async function functionLogs({ convexUrl, cliVariables }: StackAddress): Promise<string> {
  const authorization = `Convex ${cliVariables.CONVEX_SELF_HOSTED_ADMIN_KEY}`;
  const { text } = await send(convexUrl, "/api/stream_function_logs?cursor=0", {
    headers: { authorization },
  });
  return text;
}

/** What a web server prints while an invitation is opened and joined. */
function printedWhile(stack: StackAddress, form: Link & { name: string; password: string }) {
  return withWebServer(stack, {}, async (url) => {
    const headers = { origin: stack.webUrl };
    const page = `/orgs/accept-invitation/${form.invitationId}?token=${form.token}`;
    must(await send(url, page, { headers }), "The invitation opens");
    await send(url, `/sign-in?next=${encodeURIComponent(page)}`, { headers });
    const joined = await send(url, "/api/auth/sign-up/invitation", { headers, body: form });
    must(joined, "The invitee joins");
  });
}

export const spilledSecrets: Attack[] = [
  {
    name: "Reading links, sessions and passwords in tables, logs, pages and scripts",
    answer: "none of them is there",
    run: async (stack, tally, size) => {
      const owner = await newOwner(stack);
      const email = newEmail("guest");
      const { link } = await invite(owner, owner.organizationId, email);
      const copied = linkOf(link);
      const mailed = await mailedLink(stack, email);
      const session = [...owner.browser.cookies].find(([name]) => name.endsWith("session_token"));
      const sessionToken = decodeURIComponent(session?.[1] ?? "").split(".")[0] ?? "";
      if (sessionToken === "") throw new Error("There is no session cookie.");
      must(
        await owner.browser.post("/api/auth/request-password-reset", { email: owner.email }),
        "The owner forgets the password",
      );
      const RESET = /reset-password\?token=(\S+)/;
      const letter = await mailTo(stack, owner.email, ({ text }) => RESET.test(text));
      const secrets: [name: string, secret: string][] = [
        ["the token of a link to set a password", RESET.exec(letter.text)?.[1] ?? ""],
        ["a copied link's token", copied.token],
        ["a mailed link's token", mailed.token],
        ["a session's token", sessionToken],
        ["a password", PASSWORD],
        ["the proxy's secret", stack.proxySecret],
      ];
      const search = (place: string, text: string) => {
        for (const [name, secret] of secrets) {
          tally.note(`${name} in ${place}`, !text.includes(secret));
        }
      };

      if (size === "full") {
        const { invitationId, token } = mailed;
        const joining = { invitationId, token, name: "Tom Reed", password: PASSWORD };
        search("what the web server prints", await printedWhile(stack, joining));
      }
      search("the functions' logs", await functionLogs(stack));
      for (const [table, rows] of await everyTable(stack)) {
        if (table.endsWith(`/${LETTERS}`)) continue;
        for (const [name, secret] of secrets) {
          if (table.endsWith(`/${SESSIONS}`) && secret === sessionToken) continue;
          tally.note(`${name} in the table ${table}`, !rows.includes(secret));
        }
      }
      const scripts = new Set<string>();
      for (const place of ["", "/invitations", "/requests", "/members", "/settings"]) {
        const { text } = must(await owner.browser.get(`/orgs/${owner.slug}${place}`), "It opens");
        search(`the page ${place || "/"}`, text);
        for (const [script] of text.matchAll(/\/_next\/static\/[\w./~-]+\.js/g))
          scripts.add(script);
      }
      for (const script of scripts) {
        search(script, must(await owner.browser.get(script), script).text);
      }
    },
  },
];
