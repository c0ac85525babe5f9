import { afterEach, beforeEach, expect, test } from "vitest";
import { components } from "../_generated/api";
import { askForNewInvitation, INVITEE, START, startStill, stop } from "../mail/mail.helpers";
import {
  type Person,
  type SeededOrganization,
  seedInvitation,
  seedMember,
  seedOrganization,
} from "../seed.helpers";
import type { Backend } from "../setup.helpers";
import { accountExists } from "./accountExists";
import { couldNotDeliver } from "./couldNotDeliver";
import { invitation } from "./invitation";
import { invitationAccepted } from "./invitationAccepted";
import { invitationDeclined } from "./invitationDeclined";
import type { Envelope, Overtaken } from "./letter";
import { newDevice } from "./newDevice";
import { passwordReset } from "./passwordReset";
import { removed } from "./removed";
import { requestReceived } from "./requestReceived";
import { roleChanged } from "./roleChanged";
import { verificationCode } from "./verificationCode";

/** In whose name a letter comes, and who reads an answer. */

const CONTACT = "people@acme.example";

let t: Backend;
let acme: SeededOrganization;
let ben: Person;
beforeEach(async () => {
  t = startStill();
  acme = await seedOrganization(t);
  ben = await seedMember(t, acme, "member");
});
afterEach(stop);

const setContact = (adminContactEmail: string) =>
  t.run((ctx) =>
    ctx.runMutation(components.betterAuth.organizations.setPolicy, {
      organizationId: acme.organizationId,
      policy: { adminContactEmail },
    }),
  );

function envelopeOf<Contents extends { kind: string }>(
  letter: { envelope?(contents: Contents): Envelope },
  contents: Contents | Overtaken,
): Envelope {
  if (contents.kind === "overtaken") throw new Error("It was overtaken");
  return letter.envelope?.(contents as Contents) ?? {};
}

async function ofInvitation() {
  const { invitationId, email: to } = await seedInvitation(t, acme);
  return await t.run(async (ctx) => {
    const newest = await ctx.runQuery(components.betterAuth.links.newestForMail, { invitationId });
    const about = { kind: "invitation" as const, invitationId, tokenId: newest?.id ?? "" };
    return envelopeOf(invitation, await invitation.contents(ctx, { about, to }, START));
  });
}

test("an invitation comes from its organization, and answers go to the inviter", async () => {
  expect(await ofInvitation()).toEqual({ sender: "Acme", replyTo: acme.owner.email });
});

test("answers go to the organization's contact when it has one", async () => {
  await setContact(CONTACT);
  expect(await ofInvitation()).toEqual({ sender: "Acme", replyTo: CONTACT });
});

test("an address that is set for answers goes before the contact", async () => {
  await setContact(CONTACT);
  const { organizationId } = acme;
  await t.run((ctx) =>
    ctx.db.insert("organizationLooks", { organizationId, replyToEmail: "answers@acme.example" }),
  );
  expect(await ofInvitation()).toEqual({ sender: "Acme", replyTo: "answers@acme.example" });
});

test("a member hears from the organization, and answers go to who did it", async () => {
  const { organizationId, owner } = acme;
  const about = { organizationId, userId: ben.userId, by: { id: owner.userId, name: owner.name } };
  const changed = await t.run(async (ctx) =>
    envelopeOf(
      roleChanged,
      await roleChanged.contents(
        ctx,
        {
          about: { kind: "roleChanged", ...about, from: "viewer", to: "member", changedAt: START },
          to: ben.email,
        },
        START,
      ),
    ),
  );
  expect(changed).toEqual({ sender: "Acme", replyTo: owner.email });
  const gone = { ...about, userId: "nobody", role: "member" as const, removedAt: START };
  const left = await t.run(async (ctx) =>
    envelopeOf(
      removed,
      await removed.contents(ctx, { about: { kind: "removed", ...gone }, to: ben.email }, START),
    ),
  );
  expect(left).toEqual({ sender: "Acme", replyTo: owner.email });
});

test("answers to an answered invitation and to a request go to the invitee, whose address works", async () => {
  const { invitationId, email } = await seedInvitation(t, acme);
  const { requestId } = await askForNewInvitation(t, ["ada@acme.example"]);
  const envelopes = await t.run(async (ctx) => {
    const to = acme.owner.email;
    const accepted = { kind: "invitationAccepted", invitationId, acceptedBy: "Maria" } as const;
    const declined = { kind: "invitationDeclined", invitationId, declinedAt: START } as const;
    const asked = { kind: "requestReceived", requestId } as const;
    const returned = {
      kind: "couldNotDeliver",
      invitationId,
      mailId: "mail",
      reason: "550",
    } as const;
    const reader = "ada@acme.example";
    return [
      envelopeOf(
        invitationAccepted,
        await invitationAccepted.contents(
          ctx,
          { about: { ...accepted, acceptedAt: START }, to },
          START,
        ),
      ),
      envelopeOf(
        invitationDeclined,
        await invitationDeclined.contents(ctx, { about: declined, to }, START),
      ),
      envelopeOf(
        requestReceived,
        await requestReceived.contents(ctx, { about: asked, to: reader }, START),
      ),
      envelopeOf(
        couldNotDeliver,
        await couldNotDeliver.contents(ctx, { about: returned, to }, START),
      ),
    ];
  });
  expect(envelopes.map(({ sender }) => sender)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
  expect(envelopes.map(({ replyTo }) => replyTo)).toEqual([email, email, INVITEE, undefined]);
});

test("nobody answers a code, a reset or a warning", () => {
  for (const letter of [verificationCode, passwordReset, accountExists, newDevice]) {
    expect(letter.envelope).toBeUndefined();
  }
});
