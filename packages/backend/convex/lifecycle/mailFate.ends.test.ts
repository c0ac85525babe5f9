import { beforeEach, describe, expect, test, vi } from "vitest";
import { api, components } from "../_generated/api";
import { dissolve, giveUpBatch } from "../mail/settle";
import { hardBounce, softBounce, tell } from "../mail/webhooks.helpers";
import { MINUTE, SECOND } from "../rules/time";
import {
  acme,
  complaint,
  lettersTo,
  listed,
  newestLetter,
  owner,
  pass,
  resend,
  row,
  startMailed,
  t,
} from "./mailFate.helpers";

/** A letter that ends without arriving, or whose end the provider has told before. */

const { organizationSettings } = api.models;

beforeEach(startMailed);

describe("a letter that is dropped while its invitation waits for it", () => {
  beforeEach(async () => {
    await pass(MINUTE);
    await resend();
  });

  test("says that the organization no longer invites the domain, and what to do", async () => {
    await owner().mutation(organizationSettings.update, {
      organizationId: acme.organizationId,
      allowedEmailDomains: ["acme.test"],
    });
    await pass(0);
    expect(await listed()).toMatchObject({
      deliveryStatus: "failed",
      deliveryReason: "The organization no longer invites addresses of this domain.",
      diagnosis: { kind: "notDelivered", next: "copyLink" },
    });
  });

  test("says that whoever sent it has proven no address, to which nothing is mailed", async () => {
    await t.run((ctx) =>
      ctx.runMutation(components.betterAuth.adapter.updateOne, {
        input: {
          model: "user",
          update: { emailVerified: false },
          where: [{ field: "_id", value: acme.owner.userId }],
        },
      }),
    );
    await pass(0);
    expect(await row()).toMatchObject({
      deliveryStatus: "failed",
      deliveryReason: "The person who sent it hasn't confirmed their own email address.",
    });
    expect(await lettersTo(acme.owner.email)).toEqual([]);
  });

  test("says nothing when a newer one took its place", async () => {
    await pass(MINUTE);
    await resend();
    await pass(0);
    expect(await row()).toMatchObject({ deliveryStatus: "sent" });
  });
});

describe("what the provider has said of a letter", () => {
  const letter = async () => {
    const mailId = await newestLetter();
    const mail = mailId && (await t.run((ctx) => ctx.db.get(mailId)));
    if (!mail) throw new Error("No letter was queued");
    return mail;
  };

  test("holds when the outbox has had all its attempts", async () => {
    await pass(MINUTE);
    await resend();
    await tell(t, { type: "email.delivered", mailId: await newestLetter() });
    const { _id } = await letter();
    await t.run((ctx) => ctx.db.patch(_id, { status: "queued", attempts: 7 }));
    await pass(0);
    expect(await letter()).toMatchObject({ status: "sent" });
    expect(await row()).toMatchObject({ deliveryStatus: "delivered" });
    expect(await lettersTo(acme.owner.email)).toEqual([]);
  });

  test.each(["waiting", "queued", "failed"] as const)(
    "settles one that is %s, so that it goes no second time",
    async (status) => {
      const { _id } = await letter();
      await t.run((ctx) => ctx.db.patch(_id, { status, nextAt: Date.now() + MINUTE }));
      await tell(t, { type: "email.delivered", mailId: _id });
      expect(await letter()).toMatchObject({ status: "sent", sentAt: Date.now() });
    },
  );

  test("settles one whose batch is given up, or is taken apart", async () => {
    const { _id } = await letter();
    const batch = {
      lane: "person" as const,
      mailIds: [_id],
      isSingle: true,
      begun: [_id],
      isUnknown: true,
      attempts: 1,
      nextAt: Date.now(),
      createdAt: Date.now(),
    };
    for (const end of [giveUpBatch, dissolve]) {
      await tell(t, { type: "email.delivered", mailId: _id });
      await t.run(async (ctx) => {
        const batchId = await ctx.db.insert("mailBatches", { ...batch });
        await ctx.db.patch(_id, { status: "sending", batchId });
        const claimed = await ctx.db.get(batchId);
        if (!claimed) throw new Error("The batch is gone");
        if (end === giveUpBatch) await giveUpBatch(ctx, claimed, "It broke.", Date.now());
        else await dissolve(ctx, claimed, Date.now());
      });
      expect(await letter()).toMatchObject({ status: "sent" });
    }
  });
});

describe("who invited is told", () => {
  const told = async () =>
    (await lettersTo(acme.owner.email)).map(({ about }) =>
      about.kind === "couldNotDeliver" ? about.reason : about.kind,
    );

  test("once of each letter that came back", async () => {
    const first = await newestLetter();
    await tell(t, softBounce(first));
    await tell(t, softBounce(first));
    expect(await told()).toEqual(["Their mailbox is full."]);
    await pass(MINUTE);
    await resend();
    await pass(0);
    await tell(t, hardBounce(await newestLetter()));
    expect(await told()).toEqual(["Their mailbox is full.", "This address doesn't exist."]);
  });

  test("of a letter that was given up", async () => {
    vi.stubEnv("MAIL_TRANSPORT", "");
    await pass(MINUTE);
    await resend();
    const mailId = await newestLetter();
    if (!mailId) throw new Error("No letter was queued");
    await t.run((ctx) => ctx.db.patch(mailId, { attempts: 7 }));
    await pass(0);
    expect(await row()).toMatchObject({
      deliveryStatus: "failed",
      deliveryReason:
        "We couldn't send this message. The trouble is on our side, and not with the address.",
    });
    expect((await lettersTo(acme.owner.email)).at(-1)?.about).toMatchObject({
      kind: "couldNotDeliver",
      isAddressFine: true,
    });
  });

  test("not of a complaint, and not of an invitation that was answered before the letter leaves", async () => {
    await tell(t, await complaint());
    expect(await told()).toEqual([]);
    await tell(t, softBounce((await lettersTo(acme.owner.email)).at(-1)?._id));
    expect(await told()).toEqual([]);
  });

  test("in a letter that names the address and the reason", async () => {
    await tell(t, hardBounce(await newestLetter()));
    await pass(SECOND);
    const [letter] = await t.query(api.models.mailbox.list, {});
    expect(letter).toMatchObject({ to: acme.owner.email });
    expect(letter?.subject).toContain("couldn't be delivered");
    expect(letter?.text).toContain("This address doesn't exist.");
    // Its own link ends such notices; the invitation's is not the inviter's to have from it.
    expect(letter?.html).not.toContain("accept-invitation");
  });
});
