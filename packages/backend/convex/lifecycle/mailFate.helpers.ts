import { vi } from "vitest";
import { api, components } from "../_generated/api";
import { stubWebhookSecret } from "../mail/webhooks.helpers";
import { as, loadInvitation, seedOrganization, tokenOf } from "../seed.helpers";
import { type Backend, passTime, startBackend } from "../setup.helpers";

/** An invitation whose mail was handed over, in tests of what became of it. */

export const EMAIL = "maria@example.com";
export const PAGE = { numItems: 25, cursor: null };

export let t: Backend;
export let acme: Awaited<ReturnType<typeof seedOrganization>>;
export let invitationId: string;
export let token: string;

/** An invitation whose mail was handed over. */
export async function startMailed() {
  vi.useFakeTimers({ now: Date.UTC(2026, 10, 20, 9) });
  t = startBackend();
  stubWebhookSecret();
  acme = await seedOrganization(t);
  const made = await owner().mutation(api.models.invitations.create, {
    organizationId: acme.organizationId,
    email: EMAIL,
    role: "member",
  });
  invitationId = made.invitationId;
  token = tokenOf(made.link);
  await pass(0);
}

export const owner = () => as(t, acme.owner);
export const pass = (ms: number) => passTime(t, ms);

export const expire = () =>
  t.run((ctx) =>
    ctx.runMutation(components.betterAuth.invitationWrites.setExpiry, {
      invitationId,
      expiresAt: Date.now(),
    }),
  );
export const mails = () => t.run((ctx) => ctx.db.query("outgoingMail").collect());
export const lettersTo = async (to: string) => (await mails()).filter((mail) => mail.to === to);
export const newestLetter = async () => (await lettersTo(EMAIL)).at(-1)?._id;
export const row = async (id = invitationId) => await t.run((ctx) => loadInvitation(ctx, id));
export const stops = async () =>
  (
    await owner().query(api.models.undeliverableAddresses.list, {
      organizationId: acme.organizationId,
      paginationOpts: PAGE,
    })
  ).page;
export const allow = () =>
  owner().mutation(api.models.undeliverableAddresses.allow, {
    organizationId: acme.organizationId,
    email: EMAIL.toUpperCase(),
  });
export const resend = () => owner().mutation(api.models.invitations.resend, { invitationId });
export const complaint = async () => ({ type: "email.complained", mailId: await newestLetter() });
export const listed = async () =>
  (
    await owner().query(api.models.invitations.list, {
      organizationId: acme.organizationId,
      paginationOpts: PAGE,
    })
  ).page[0];
