import type { Browser, Page } from "@playwright/test";
import { api } from "@vestibule/backend/api";
import type { TestStack } from "@vestibule/dev/test-stack";
import { ConvexClient } from "convex/browser";
import {
  clientOf,
  type Invited,
  invite,
  PASSWORD,
  type Person,
  runInternal,
  signUp,
} from "../bench/people-by-api.ts";

/** One organization, the people in it, and what can be done to its invitations. */
export interface House {
  id: string;
  home: string;
  owner: Person;
  stack: TestStack;
  browser: Browser;
}

/** Each has an owner of its own: one person may send no more than five invitations a minute. */
export async function build(
  browser: Browser,
  stack: TestStack,
  name: string,
  policy: Record<string, unknown> = {},
): Promise<House> {
  const slug = `${name.toLowerCase().replaceAll(/\W+/g, "-")}-${crypto.randomUUID().slice(0, 4)}`;
  const owner = await signUp(stack, await browser.newContext(), {
    name: "Ada Okafor",
    email: `ada@${slug}.test`,
  });
  const { id } = await owner.client.mutation(api.models.organizations.create, { name, slug });
  await owner.client.mutation(api.models.organizationSettings.update, {
    organizationId: id,
    adminContactEmail: `people@${slug}.test`,
    ...policy,
  });
  return { id, home: `${stack.webUrl}/orgs/${slug}`, owner, stack, browser };
}

export async function inviteTo(
  { owner, id }: House,
  email: string,
  details: Parameters<typeof invite>[3] = {},
): Promise<Invited> {
  return await invite(owner, id, email, details);
}

export async function expire({ stack }: House, { invitationId }: Invited): Promise<void> {
  await runInternal(stack, "dev:expireInvitation", { invitationId });
}

/** As the button on the expired page does, for a request that only has to be there. */
export async function ask({ stack }: House, invited: Invited, message?: string): Promise<void> {
  const { success, message: said } = await clientOf(stack).mutation(
    api.models.invitations.createInvitationRequest,
    {
      originalInvitationId: invited.invitationId,
      userEmail: invited.email,
      token: tokenIn(invited),
      ...(message !== undefined && { message }),
    },
  );
  if (!success) throw new Error(said);
}

export async function endCooldown({ stack }: House, { invitationId }: Invited): Promise<void> {
  await runInternal(stack, "dev:endCooldown", { invitationId });
}

/** Joins by the mailed link without an account; the page is signed in then. */
export async function join(house: House, invited: Invited, name: string): Promise<Page> {
  const page = await house.browser.newPage();
  const { webUrl } = house.stack;
  const token = tokenIn({ ...invited, link: await mailedLink(house, invited) });
  const answer = await page.request.post(`${webUrl}/api/auth/sign-up/invitation`, {
    headers: { origin: webUrl },
    data: { invitationId: invited.invitationId, token, name, password: PASSWORD },
  });
  if (!answer.ok()) throw new Error(`${name} could not join: ${await answer.text()}`);
  return page;
}

/** The link in the newest mail to the invited address, once it is there. */
async function mailedLink({ stack }: House, { email }: Invited): Promise<string> {
  const client = new ConvexClient(stack.cliVariables.CONVEX_SELF_HOSTED_URL ?? "");
  const link = await new Promise<string>((resolve) => {
    client.onUpdate(api.models.mailbox.list, {}, (mails) => {
      const text = mails.find(({ to }) => to === email)?.text;
      const found = text?.match(/\S+\/orgs\/accept-invitation\/\S+/)?.[0];
      if (found) resolve(found);
    });
  });
  await client.close();
  return link;
}

export async function open({ browser }: House, { link }: Invited): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(link);
  return page;
}

export function tokenIn({ link }: Invited): string {
  return new URL(link).searchParams.get("token") ?? "";
}
