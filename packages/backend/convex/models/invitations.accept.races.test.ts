import { beforeEach, describe, expect, test, vi } from "vitest";
import { api, internal } from "../_generated/api";
import { refusalOf } from "../refusals.helpers";
import type { RefusalCode } from "../rules/refusals";
import type { InvitationStatus } from "../rules/status";
import { MINUTE } from "../rules/time";
import {
  as,
  loadInvitation,
  type SeededInvitation,
  seedInvitation,
  seedMember,
  seedOrganization,
  seedPerson,
} from "../seed.helpers";
import { type Backend, startBackend } from "../setup.helpers";

const EMAIL = "maria@example.com";

let t: Backend;
let acme: Awaited<ReturnType<typeof seedOrganization>>;

beforeEach(async () => {
  vi.useFakeTimers();
  t = startBackend();
  acme = await seedOrganization(t);
});

type Person = Awaited<ReturnType<typeof seedPerson>>;
const accept = (person: Person, invitationId: string, token?: string) =>
  as(t, person).mutation(api.models.invitations.accept, { invitationId, token });

const members = async () =>
  (
    await as(t, acme.owner).query(api.models.members.list, {
      organizationId: acme.organizationId,
      paginationOpts: { numItems: 100, cursor: null },
    })
  ).page;
const events = () =>
  t.run(async (ctx) => (await ctx.db.query("invitationEvents").collect()).map(({ type }) => type));
describe("races", () => {
  const owner = () => as(t, acme.owner);
  describe("rival", () => {
    let link: SeededInvitation;
    let maria: Person;
    beforeEach(async () => {
      link = await seedInvitation(t, acme, { expiresAt: Date.now() + MINUTE });
      maria = await seedPerson(t, EMAIL, { emailVerified: false });
    });

    // Inline like its rivals: transactions then begin in the order of the calls, and the sweep moves the clock in its own.
    const acceptLink = () =>
      as(t, maria).mutation(async (ctx) => {
        const { invitationId, emailToken: token } = link;
        return await ctx.runMutation(api.models.invitations.accept, { invitationId, token });
      });

    interface Rival {
      act: () => Promise<null>;
      /** How it is refused after the accept; absent when it finds nothing to do. */
      refused?: RefusalCode;
      /** What it makes of the invitation before the accept, and how the accept is refused then. */
      leaves: InvitationStatus;
      acceptRefused: RefusalCode;
    }
    const rivals: [name: string, rival: Rival][] = [
      [
        "a revocation",
        {
          act: () =>
            owner().mutation(async (ctx) => {
              const { invitationId } = link;
              return await ctx.runMutation(api.models.invitations.revoke, { invitationId });
            }),
          refused: "not_revocable",
          leaves: "canceled",
          acceptRefused: "revoked",
        },
      ],
      [
        "a decline",
        {
          act: () =>
            t.mutation(async (ctx) => {
              const { invitationId, copyToken: token } = link;
              return await ctx.runMutation(api.models.invitations.decline, { invitationId, token });
            }),
          refused: "accepted",
          leaves: "rejected",
          acceptRefused: "declined",
        },
      ],
      [
        "a resend",
        {
          act: () =>
            owner().mutation(async (ctx) => {
              const { invitationId } = link;
              return await ctx.runMutation(api.models.invitations.resend, { invitationId });
            }),
          refused: "not_resendable",
          leaves: "pending",
          // Through the mailed link that the resent one replaces.
          acceptRefused: "expired",
        },
      ],
      [
        "the expiry sweep",
        {
          act: () =>
            t.mutation(async (ctx) => {
              vi.setSystemTime(Date.now() + MINUTE);
              return await ctx.runMutation(internal.jobs.expireInvitations.sweep, {});
            }),
          leaves: "expired",
          acceptRefused: "expired",
        },
      ],
    ];
    const state = async () => ({
      status: (await t.run((ctx) => loadInvitation(ctx, link.invitationId))).status,
      members: (await members()).length,
      ends: (await events()).filter((type) => type === "accepted" || type === "expired"),
    });

    test.each(rivals)("an accept that comes just before %s stands", async (_, { act, refused }) => {
      const [accepting, acting] = [acceptLink(), act()];
      expect(await (refused === undefined ? acting : refusalOf(acting))).toBe(refused ?? null);
      expect(await accepting).toEqual({ organizationSlug: "acme" });
      expect(await state()).toEqual({ status: "accepted", members: 2, ends: ["accepted"] });
    });

    test.each(rivals)(
      "an accept that comes just after %s is refused",
      async (_, { act, leaves, acceptRefused }) => {
        const [acting, accepting] = [act(), acceptLink()];
        expect(await refusalOf(accepting)).toBe(acceptRefused);
        await acting;
        const ends = leaves === "expired" ? ["expired"] : [];
        expect(await state()).toEqual({ status: leaves, members: 1, ends });
      },
    );
  });

  test.each(["accept", "rival"] as const)(
    "an accept and a demotion of the inviter end as if one after the other, %s first",
    async (first) => {
      const admin = await seedMember(t, acme, "admin");
      const { invitationId } = await as(t, admin).mutation(api.models.invitations.create, {
        organizationId: acme.organizationId,
        email: EMAIL,
        role: "admin",
      });
      const maria = await seedPerson(t, EMAIL);
      const adminRow = (await members()).find(({ userId }) => userId === admin.userId);
      const acts = [
        () => accept(maria, invitationId),
        () =>
          owner().mutation(api.models.members.changeRole, {
            memberId: adminRow?.id ?? "",
            role: "viewer",
          }),
      ];
      if (first === "rival") acts.reverse();
      const results = await Promise.allSettled<unknown>(acts.map((act) => act()));
      // Once the inviter may not invite any more, their invitation lets the invitee in no longer.
      const outcome = {
        accept: { results: ["fulfilled", "fulfilled"], roles: ["admin", "owner", "viewer"] },
        rival: { results: ["fulfilled", "rejected"], roles: ["owner", "viewer"] },
      }[first];
      expect(results.map(({ status }) => status)).toEqual(outcome.results);
      expect((await members()).map(({ role }) => role).sort()).toEqual(outcome.roles);
    },
  );

  test.each(["accept", "rival"])(
    "a member's accept leaves a change of their own role in place, %s first",
    async (first) => {
      const maria = await seedMember(t, acme, "member", EMAIL);
      const { invitationId } = await seedInvitation(t, acme, { email: EMAIL, role: "admin" });
      const row = (await members()).find(({ userId }) => userId === maria.userId);
      const acts = [
        () => accept(maria, invitationId),
        () =>
          owner().mutation(api.models.members.changeRole, {
            memberId: row?.id ?? "",
            role: "viewer",
          }),
      ];
      if (first === "rival") acts.reverse();
      await Promise.all<unknown>(acts.map((act) => act()));
      expect((await members()).map(({ role }) => role)).toEqual(["owner", "viewer"]);
      expect(await t.run((ctx) => loadInvitation(ctx, invitationId))).toMatchObject({
        status: "accepted",
      });
    },
  );

  test.each(["accept", "rival"])(
    "a member's accept and their removal end as if one after the other, %s first",
    async (first) => {
      const maria = await seedMember(t, acme, "member", EMAIL);
      const { invitationId } = await seedInvitation(t, acme, { email: EMAIL });
      const row = (await members()).find(({ userId }) => userId === maria.userId);
      const acts = [
        () => accept(maria, invitationId),
        () => owner().mutation(api.models.members.remove, { memberId: row?.id ?? "" }),
      ];
      if (first === "rival") acts.reverse();
      await Promise.all<unknown>(acts.map((act) => act()));
      expect((await members()).map(({ email }) => email)).toEqual(
        first === "accept" ? [acme.owner.email] : [acme.owner.email, EMAIL],
      );
    },
  );
});
