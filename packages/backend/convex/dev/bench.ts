import { makeFunctionReference } from "convex/server";
import { v } from "convex/values";
import { components } from "../_generated/api";
import { createAccount, createSession } from "../accounts/accounts";
import { sendCode } from "../accounts/codes";
import { invitation } from "../letters/invitation";
import { queueLetters } from "../letters/queue";
import { lanes, vLane } from "../outbox/lanes";
import { wakeAt } from "../outbox/queue";
import { count, countedAs } from "../records/activity";
import { recordEvent, systemActor } from "../records/events";
import { findInvitation } from "../records/invitations";
import { completeLinks } from "../records/links";
import { insertRequest } from "../records/requests";
import { DAY } from "../rules/time";
import { developmentMutation } from "./builders";

/** What `npm run bench`, `npm run attack` and the browser stories fill a deployment with, and counts of reads. */

/** Well formed, and the hash of no password. */
const NO_PASSWORD = `${"0".repeat(32)}:${"0".repeat(128)}`;

const vPerson = v.object({
  userId: v.string(),
  sessionId: v.string(),
  sessionToken: v.string(),
  email: v.string(),
});

export const makeOrganization = developmentMutation({
  args: { slug: v.string() },
  returns: v.string(),
  handler: async (ctx, { slug }): Promise<string> => {
    return await ctx.runMutation(components.betterAuth.organizations.create, {
      name: slug,
      slug,
      ownerId: "nobody",
      now: Date.now(),
    });
  },
});

/** Signed-in people with proven addresses; admins of the organization when one is given. */
export const makePeople = developmentMutation({
  args: {
    prefix: v.string(),
    from: v.number(),
    count: v.number(),
    adminOf: v.optional(v.string()),
  },
  returns: v.array(vPerson),
  handler: async (ctx, { prefix, from, count, adminOf }) => {
    const people = [];
    for (let n = from; n < from + count; n++) {
      const email = `${prefix}${n}@bench.test`;
      const person = { name: `Person ${n}`, email, emailVerified: true, passwordHash: NO_PASSWORD };
      const { id: userId } = await createAccount(ctx, person);
      const session = await createSession(ctx, userId, {
        ipAddress: "",
        userAgent: "",
        activeOrganizationId: adminOf ?? "",
      });
      if (adminOf !== undefined) {
        const data = { organizationId: adminOf, userId, role: "admin", createdAt: Date.now() };
        await ctx.runMutation(components.betterAuth.adapter.create, {
          input: { model: "member", data },
        });
      }
      people.push({ userId, sessionId: session.id, sessionToken: session.token, email });
    }
    return people;
  },
});

/** An account whose address nobody has proven, as earlier versions made one for every sign-up: no door makes one now. */
export const makeUnproven = developmentMutation({
  args: { name: v.string(), email: v.string(), passwordHash: v.string() },
  returns: v.null(),
  handler: async (ctx, person) => {
    await createAccount(ctx, { ...person, emailVerified: false });
    return null;
  },
});

/** Invitations as inviting leaves them, without their mail; `asking` of them expired with a request. */
export const fill = developmentMutation({
  args: {
    organizationId: v.string(),
    inviterId: v.string(),
    prefix: v.string(),
    from: v.number(),
    count: v.number(),
    asking: v.boolean(),
    expiresAt: v.number(),
  },
  returns: v.array(v.string()),
  handler: async (ctx, { organizationId, inviterId, prefix, from, asking, expiresAt, ...args }) => {
    const now = Date.now();
    const ids: string[] = [];
    for (let n = from; n < from + args.count; n++) {
      const email = `${prefix}${n}@bench.test`;
      const { invitationId } = await ctx.runMutation(
        components.betterAuth.invitationWrites.insert,
        {
          organizationId,
          email,
          role: "member",
          inviterId,
          inviterName: "Person",
          expiresAt,
          source: "manual",
          deliveryStatus: "sent",
          links: ["email", "copy"],
          now,
        },
      );
      const invitation = { id: invitationId, organizationId };
      await recordEvent(ctx, invitation, { type: "created", at: now, actor: systemActor });
      ids.push(invitationId);
      if (!asking) continue;
      const found = await findInvitation(ctx, invitationId);
      if (!found) throw new Error("An invitation that was just made is gone");
      await insertRequest(ctx, {
        invitation: found.invitation,
        requestedAt: now,
        requestNumber: 1,
      });
    }
    await count(ctx, [countedAs({ organizationId, createdAt: now }, { created: ids.length })]);
    return ids;
  },
});

/** Whether the sweep has come to the end of an organization's expired invitations. */
export const isSwept = developmentMutation({
  args: { organizationId: v.string() },
  returns: v.boolean(),
  handler: async (ctx, { organizationId }): Promise<boolean> => {
    const { page } = await ctx.runQuery(components.betterAuth.invitationLists.list, {
      organizationId,
      status: "pending",
      paginationOpts: { numItems: 1, cursor: null },
    });
    return page.length === 0;
  },
});

/** Whether every mail that was asked for has left. */
export const isMailOut = developmentMutation({
  args: {},
  returns: v.boolean(),
  handler: async (ctx) => {
    for (const status of ["waiting", "queued", "sending"] as const) {
      for (const lane of lanes) {
        const mail = await ctx.db
          .query("outgoingMail")
          .withIndex("by_next", (q) => q.eq("lane", lane).eq("status", status))
          .first();
        if (mail) return false;
      }
    }
    return true;
  },
});

/** Invitations whose mails are queued among the bulk. */
export const queueInvitations = developmentMutation({
  args: {
    organizationId: v.string(),
    inviterId: v.string(),
    from: v.number(),
    count: v.number(),
  },
  returns: v.null(),
  handler: async (ctx, { organizationId, inviterId, from, ...args }) => {
    const now = Date.now();
    const mails = [];
    for (let n = from; n < from + args.count; n++) {
      const to = `invitee${n}@bench.test`;
      const { invitationId, tokenIds } = await ctx.runMutation(
        components.betterAuth.invitationWrites.insert,
        {
          organizationId,
          email: to,
          role: "member",
          inviterId,
          inviterName: "Person",
          expiresAt: now + DAY,
          source: "bulk",
          deliveryStatus: "queued",
          links: ["email"],
          now,
        },
      );
      await completeLinks(ctx, invitationId, tokenIds);
      const [tokenId = ""] = tokenIds;
      mails.push({ to, organizationId, about: { invitationId, tokenId } });
    }
    await queueLetters(ctx, invitation, mails, { lane: "bulk" });
    return null;
  },
});

export const queueCode = developmentMutation({
  args: { email: v.string() },
  returns: v.null(),
  handler: async (ctx, { email }) => {
    const purpose = { subject: email, email, kind: "account", tries: email } as const;
    await sendCode(ctx, purpose, Date.now());
    return null;
  },
});

/** While it is held, a lane's mails only gather. */
export const holdLane = developmentMutation({
  args: { lane: vLane, isHeld: v.boolean() },
  returns: v.null(),
  handler: async (ctx, { lane, isHeld }) => {
    const known = await ctx.db
      .query("mailLanes")
      .withIndex("by_lane", (q) => q.eq("lane", lane))
      .unique();
    const pausedUntil = isHeld ? Date.now() + DAY : 0;
    if (known) await ctx.db.patch(known._id, { pausedUntil });
    else {
      const state = { lane, awakeUntil: 0, pausedUntil, troubles: 0, cursor: "" };
      await ctx.db.insert("mailLanes", state);
    }
    if (!isHeld) await wakeAt(ctx, lane, Date.now());
    return null;
  },
});

/** Documents that one call reads, in the transaction that it runs in. */
export const readsOf = developmentMutation({
  args: {
    path: v.string(),
    kind: v.union(v.literal("query"), v.literal("mutation")),
    args: v.record(v.string(), v.any()),
  },
  returns: v.object({ reads: v.number(), writes: v.number() }),
  handler: async (ctx, { path, kind, args }) => {
    if (kind === "query") await ctx.runQuery(makeFunctionReference<"query">(path), args);
    else await ctx.runMutation(makeFunctionReference<"mutation">(path), args);
    const { documentsRead, documentsWritten } = await ctx.meta.getTransactionMetrics();
    return { reads: documentsRead.used, writes: documentsWritten.used };
  },
});
