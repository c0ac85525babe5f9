import type { Browser, Page } from "@playwright/test";
import { expectInShape } from "./page-shape.ts";
import {
  askForNewInvitation,
  createAccount,
  createOrganization,
  expireInvitation,
  joinAsNewcomer,
  linkInMail,
  openProfile,
  PASSWORD,
} from "./people.ts";
import { expect, test } from "./test.ts";

/** A word of 100 letters without a place to break, from a script that runs the other way. */
function longWord(): string {
  const start = `אב${crypto.randomUUID().slice(0, 8)}`;
  return start + "w".repeat(100 - start.length);
}

function longAddress(): string {
  const local = `${crypto.randomUUID().slice(0, 8)}${"m".repeat(56)}`;
  return `${local}@${"d".repeat(40)}.${"e".repeat(40)}.test`;
}

/** More lines than anybody reads. */
const MANY_LINES = `${longWord()}\n${"line\n".repeat(150)}end`;

async function openLongOffice(browser: Browser) {
  const ada = await openProfile(browser);
  await createAccount(ada, longWord(), longAddress());
  await ada.goto("/");
  await expect(ada.getByRole("heading", { level: 1 })).toBeVisible();
  await expectInShape(ada, "the chooser without an organization");
  const home = await createOrganization(ada, longWord());
  return { ada, home };
}

/** Sends an invitation with every optional text, and answers its link. */
async function inviteAtLength(admin: Page, home: string, email = longAddress()) {
  await admin.goto(`${home}/invitations`);
  await admin.getByRole("button", { name: "Invite someone" }).first().click();
  const dialog = admin.getByRole("dialog");
  await dialog.getByLabel("Email address").fill(email);
  await dialog.getByLabel("Message (optional)").fill(MANY_LINES);
  await dialog.getByText("Name and job title (optional)").click();
  for (const label of ["First name", "Last name", "Job title", "Department"]) {
    await dialog.getByLabel(label).fill(longWord());
  }
  await expectInShape(admin, "the invite dialog");
  await dialog.getByRole("button", { name: "Send invitation" }).click();
  await expect(dialog.getByRole("button", { name: "Done" })).toBeVisible();
  await expectInShape(admin, "the result of inviting");
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(dialog).toBeHidden();
  return { email, link: await linkInMail(admin, email) };
}

test("the pages before the console hold words of a hundred letters", async ({ browser }) => {
  const lena = await openProfile(browser);
  const email = longAddress();
  await lena.goto(`/sign-in?email=${encodeURIComponent(email)}`);
  await lena.getByLabel("Password").fill(longWord());
  await lena.getByRole("button", { name: "Sign in" }).click();
  await expect(lena.getByText("This email address and password don't match.")).toBeVisible();
  await expectInShape(lena, "signing in");

  await lena.goto(`/sign-up?email=${encodeURIComponent(email)}`);
  await lena.getByLabel("Your name").fill(longWord());
  await lena.getByLabel("Password").fill("short");
  await lena.getByRole("button", { name: "Create account" }).click();
  await expect(lena.getByText("Use at least 8 characters.")).toBeVisible();
  await expectInShape(lena, "signing up");
  await lena.getByLabel("Password").fill(PASSWORD);
  await lena.getByRole("button", { name: "Create account" }).click();
  await lena.waitForURL((url) => url.pathname === "/confirm-address");
  await lena.getByLabel("Code").fill("000000");
  await lena.getByRole("button", { name: "Confirm address" }).click();
  await expect(lena.getByText(/This code is wrong or has expired/)).toBeVisible();
  await expectInShape(lena, "the page that asks for the code");

  const { ada, home } = await openLongOffice(browser);
  await ada.goto("/orgs/new");
  await ada.getByLabel("Name", { exact: true }).fill(longWord());
  await ada.getByLabel("Address").fill("w".repeat(100));
  await expectInShape(ada, "the page that makes an organization");

  const invited = longAddress();
  await inviteAtLength(ada, home, invited);
  const tom = await openProfile(browser);
  await createAccount(tom, longWord(), invited);
  await tom.goto("/");
  await expect(tom.getByRole("heading", { level: 1 })).toBeVisible();
  await expectInShape(tom, "the chooser with an invitation");
});

test("the console holds words of a hundred letters, and isolates them", async ({ browser }) => {
  const { ada, home } = await openLongOffice(browser);
  await expectInShape(ada, "the overview of a new organization");
  const { link, email } = await inviteAtLength(ada, home);
  for (const [path, what] of [
    ["/invitations", "Pending"],
    ["", "Open invitations"],
    ["/members", "Owner"],
  ] as const) {
    await ada.goto(home + path);
    await expect(ada.getByText(what).first()).toBeAttached();
    await expectInShape(ada, `the console at ${path || "/"}`);
  }

  await ada.goto(`${home}/settings`);
  await ada.getByLabel("Contact address").fill(longAddress());
  await ada.getByLabel("Allowed domains").fill(email.slice(email.indexOf("@")));
  await ada.getByRole("button", { name: "Save settings" }).click();
  await expect(ada.getByText("Settings saved")).toBeVisible();
  await expectInShape(ada, "the settings");

  await ada.goto(`${home}/invitations`);
  await ada.getByRole("button", { name: /^Actions for/ }).click();
  await ada.getByRole("menuitem", { name: "Revoke invitation" }).click();
  await expectInShape(ada, "the dialog that revokes");
  await ada.getByRole("button", { name: "Keep invitation" }).click();

  await expireInvitation(link);
  const tom = await openProfile(browser);
  await tom.goto(link);
  await tom.getByRole("button", { name: "Add a message" }).click();
  await tom.getByLabel(/^Message to/).fill(MANY_LINES);
  await tom.getByRole("button", { name: "Request New Invitation" }).click();
  await expect(tom.getByRole("heading", { name: "Request Submitted" })).toBeVisible();
  await expectInShape(tom, "a request that waits");

  await ada.goto(`${home}/requests`);
  await expect(ada.getByRole("button", { name: /^Deny / })).toBeVisible();
  await expectInShape(ada, "the requests");
  await ada.getByRole("button", { name: /^Deny / }).click();
  await expectInShape(ada, "the dialog that denies");
  await ada.getByLabel("Reason (optional)").fill(MANY_LINES);
  await ada.getByText("Block further requests from this address").click();
  await ada.getByRole("button", { name: "Deny request" }).click();
  await expect(tom.getByRole("heading", { name: "Request denied" })).toBeVisible();
  await expectInShape(tom, "a denial");
  await ada.getByRole("tab", { name: "History" }).click();
  await expectInShape(ada, "the answered requests");
  await ada.goto(`${home}/settings`);
  await expect(ada.getByRole("button", { name: /^Unblock/ })).toBeVisible();
  await expectInShape(ada, "the blocked addresses");

  await ada.goto("/dev/mailbox");
  await ada.getByLabel("Filter by address").fill(email);
  await expect(ada.getByRole("button", { name: email }).first()).toBeVisible();
  await expectInShape(ada, "the mailbox");
});

test("the invitation's page holds them in every state", async ({ browser }) => {
  const { ada, home } = await openLongOffice(browser);
  const first = await inviteAtLength(ada, home);
  const tom = await openProfile(browser);
  await tom.goto(first.link);
  await expect(tom.getByRole("button", { name: /^Join / })).toBeVisible();
  await expectInShape(tom, "the invitation of a new person");
  const height = await tom.evaluate(() => document.documentElement.scrollHeight);
  expect(height).toBeLessThan(3000);

  await ada.goto(first.link);
  await expect(ada.getByRole("button", { name: "Switch accounts" })).toBeVisible();
  await expectInShape(ada, "the invitation of another person");

  await joinAsNewcomer(tom, first.link, longWord());
  await tom.goto(first.link);
  await expect(tom.getByRole("link", { name: /^Open / })).toBeVisible();
  await expectInShape(tom, "the invitation of a member");
  await ada.goto(first.link);
  await expect(ada.getByRole("heading", { name: "Invitation already used" })).toBeVisible();
  await expectInShape(ada, "a used invitation");
  await tom.goto("/");
  await expectInShape(tom, "the chooser");

  const second = await inviteAtLength(ada, home);
  const eve = await openProfile(browser);
  await expireInvitation(second.link);
  await eve.goto(second.link);
  await expect(eve.getByRole("heading", { name: "Invitation Expired" })).toBeVisible();
  await expectInShape(eve, "an expired invitation");
  await askForNewInvitation(eve, second.link);
  await ada.goto(`${home}/requests`);
  await ada.getByRole("button", { name: /^Approve / }).click();
  await expectInShape(ada, "the dialog that approves");
  await ada.getByRole("button", { name: "Approve and send" }).click();
  await expect(eve.getByRole("heading", { name: "Request approved" })).toBeVisible();
  await expectInShape(eve, "an approval");
});
