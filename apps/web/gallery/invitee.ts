import type { Page } from "@playwright/test";
import { api } from "@vestibule/backend/api";
import { signUp } from "../bench/people-by-api.ts";
import { take } from "./camera.ts";
import { ask, endCooldown, expire, type House, inviteTo, join, open } from "./house.ts";

/** The minute that lies between two mails of one invitation, and some more. */
const SEND_AGAIN_AFTER = 90_000;

/** What an invitee sees whose link is valid. */
export async function goodLinks(house: House, elsewhere: House): Promise<void> {
  const maria = await inviteTo(house, "maria@northwind.test", {
    role: "admin",
    firstName: "Maria",
    lastName: "Silva",
    message: "We move the whole office in on Monday. Come in, your desk is by the window.",
  });
  const page = await open(house, maria);
  await take(page, "join-newcomer");
  await page.getByLabel("Password", { exact: true }).fill("a long enough one");
  await page.getByLabel("Repeat password").fill("a long enough one");
  await page.getByRole("button", { name: /^Join / }).click();
  await page.getByLabel("Code").waitFor();
  await take(page, "join-code");
  await page.close();

  const other = await house.browser.newContext();
  await signUp(house.stack, other, { name: "Tom Baker", email: `tom@private-${house.id}.test` });
  const wrong = await other.newPage();
  await wrong.goto(maria.link);
  await take(wrong, "wrong-account");
  await other.close();

  const lenas = `lena@known-${house.id}.test`;
  const lena = await join(elsewhere, await inviteTo(elsewhere, lenas), "Lena Holm");
  const known = await inviteTo(house, lenas);
  await lena.goto(known.link);
  await take(lena, "join-signed-in");
  await takeOpened(house, known.link, "join-sign-in");

  await expire(house, known);
  await inviteTo(house, lenas);
  await lena.goto(known.link);
  await lena.getByRole("link", { name: "Open new invitation" }).waitFor();
  await take(lena, "newer-exists-signed-in");
  await lena.close();
}

/** The ends of an invitation's life. */
export async function closedLinks(house: House): Promise<void> {
  const revoked = await inviteTo(house, "revoked@northwind.test");
  await house.owner.client.mutation(api.models.invitations.revoke, {
    invitationId: revoked.invitationId,
  });
  await takeOpened(house, revoked.link, "revoked");

  const declined = await inviteTo(house, "declined@northwind.test");
  const page = await open(house, declined);
  await page.getByRole("button", { name: "Decline invitation" }).click();
  await take(page, "declining");
  await page.getByRole("button", { name: "Yes, decline" }).click();
  await page.getByRole("heading", { name: "Invitation declined" }).waitFor();
  await take(page, "declined");
  await page.close();

  const used = await inviteTo(house, `tom@used-${house.id}.test`);
  const member = await join(house, used, "Tom Baker");
  await takeOpened(house, used.link, "used");
  await member.goto(used.link);
  await take(member, "already-a-member");
  await member.close();
  await takeOpened(house, `${house.stack.webUrl}/orgs/accept-invitation/nothing`, "not-found");
}

/** What an expired link offers, until nothing is left. */
export async function expiredLinks(house: House): Promise<void> {
  const tom = await inviteTo(house, "tom@northwind.test");
  await expire(house, tom);
  const page = await open(house, tom);
  await take(page, "expired");
  await page.getByRole("button", { name: "Add a message" }).click();
  await page.getByLabel(/^Message/).fill("I was on leave. Could you send it once more?");
  await take(page, "expired-with-message");
  await page.getByRole("button", { name: "Request New Invitation" }).click();
  await page.getByRole("heading", { name: "Request Submitted" }).waitFor();
  await take(page, "confirmation-pending");
  await page.getByRole("button", { name: "Done" }).click();
  await take(page, "expired-countdown");
  for (const _ of [2, 3]) {
    await endCooldown(house, tom);
    await ask(house, tom);
  }
  await page.reload();
  await page.getByRole("button", { name: "Done" }).click();
  await take(page, "limit-reached");
  await page.close();
}

/** A request that is answered while its page is open. */
export async function answeredRequests(house: House): Promise<void> {
  for (const answer of ["approve", "deny"] as const) {
    const invited = await inviteTo(house, `${answer}@northwind.test`);
    await expire(house, invited);
    await ask(house, invited);
    const page = await open(house, invited);
    await seeItWait(page);
    const requestId = await waitingRequest(house);
    if (answer === "approve") {
      await house.owner.client.mutation(api.models.invitationRequests.approve, { requestId });
      await page.getByRole("heading", { name: "Request approved" }).waitFor();
      await take(page, "confirmation-approved");
      await takeOpened(house, invited.link, "approved-earlier");
    } else {
      const reason = "The project has ended. Write to us when you are back in town.";
      await house.owner.client.mutation(api.models.invitationRequests.deny, { requestId, reason });
      await page.getByRole("heading", { name: "Request denied" }).waitFor();
      await take(page, "confirmation-denied");
      await page.getByRole("button", { name: "Back to invitation" }).click();
      await take(page, "expired-after-denial");
    }
    await page.close();
  }
}

/** In an organization that names no contact, whose admins give no reason. */
export async function curtAnswers(house: House): Promise<void> {
  const tom = await inviteTo(house, "tom@northwind.test");
  await expire(house, tom);
  await takeOpened(house, tom.link, "expired-without-contact");
  await ask(house, tom);
  const page = await open(house, tom);
  await seeItWait(page);
  const requestId = await waitingRequest(house);
  await house.owner.client.mutation(api.models.invitationRequests.deny, { requestId, block: true });
  await page.getByRole("heading", { name: "Request denied" }).waitFor();
  await take(page, "confirmation-denied-without-reason");
  await page.getByRole("button", { name: "Back to invitation" }).click();
  await take(page, "expired-after-denial-without-reason");
  await page.close();
}

/** Until the page lives: what it shows before that, the server has rendered. */
async function seeItWait(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle");
  await page.getByRole("heading", { name: "Request Submitted" }).waitFor();
}

async function waitingRequest(house: House) {
  const { page } = await house.owner.client.query(api.models.invitationRequests.list, {
    organizationId: house.id,
    status: "pending",
    paginationOpts: { numItems: 1, cursor: null },
  });
  const requestId = page[0]?.id;
  if (!requestId) throw new Error("The request is not in the inbox.");
  return requestId;
}

/** In an organization whose expired invitations renew themselves. */
export async function renewedLinks(house: House): Promise<void> {
  const pia = await inviteTo(house, "pia@northwind.test");
  await expire(house, pia);
  const unheard = await house.browser.newPage();
  // The server never answers, so the page stays as it is while the new invitation is being made.
  await unheard.routeWebSocket(/\/sync$/, () => undefined);
  await unheard.goto(pia.link);
  await unheard.getByRole("heading", { name: "Sending a new invitation" }).waitFor();
  await take(unheard, "auto-reinviting");
  await unheard.close();

  const page = await open(house, pia);
  await page.getByRole("heading", { name: "New invitation sent!" }).waitFor();
  await take(page, "auto-reinvited");
  await takeOpened(house, pia.link, "newer-exists");
  await page.getByText("Resending sends the same link.").waitFor({ timeout: SEND_AGAIN_AFTER });
  await page.getByRole("button", { name: "Resend invitation" }).click();
  await page.getByText("Resent.").waitFor();
  await take(page, "sent-once-more");
  await page.close();
}

async function takeOpened({ browser }: House, link: string, name: string): Promise<void> {
  const page = await browser.newPage();
  await page.goto(link, { waitUntil: "networkidle" });
  await take(page, name);
  await page.close();
}
