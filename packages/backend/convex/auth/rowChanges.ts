import type { AuthFunctions } from "@convex-dev/better-auth";
import { v } from "convex/values";
import { internal } from "../_generated/api";
import { internalMutation } from "../_generated/server";
import { tables } from "../betterAuth/generatedSchema";
import { recordAccountEvent } from "../records/accountEvents";
import { endSessions } from "./sessionEnds";

/**
 * What Better Auth writes of accounts, told in the transaction of the row: whichever of its endpoints wrote it, and
 * whichever will one day.
 */

const system = { _id: v.string(), _creationTime: v.number() };
const vUserRow = v.object({ ...tables.user.validator.fields, ...system });
const vAccountRow = v.object({ ...tables.account.validator.fields, ...system });

/** Annotated, because the options that name it are a part of what the API's type is made from. */
export const rowFunctions: AuthFunctions = internal.auth.rowChanges;

const told = async () => {};

/** Which rows are told of; the adapter asks for no more than that something is here. */
export const watchedRows = {
  user: { onCreate: told, onUpdate: told },
  account: { onUpdate: told },
};

export const onCreate = internalMutation({
  args: { model: v.literal("user"), doc: vUserRow },
  returns: v.null(),
  handler: async (ctx, { doc: { _id } }) => {
    await recordAccountEvent(ctx, _id, { type: "accountCreated", at: Date.now(), by: "person" });
    return null;
  },
});

export const onUpdate = internalMutation({
  args: {
    model: v.union(v.literal("user"), v.literal("account")),
    oldDoc: v.union(vUserRow, vAccountRow),
    newDoc: v.union(vUserRow, vAccountRow),
  },
  returns: v.null(),
  handler: async (ctx, { oldDoc, newDoc }) => {
    const now = Date.now();
    const event = { at: now, by: "person" } as const;
    if ("email" in oldDoc && "email" in newDoc) {
      const { _id } = newDoc;
      if (oldDoc.email !== newDoc.email) {
        const detail = { from: oldDoc.email, to: newDoc.email };
        await recordAccountEvent(ctx, _id, { ...event, type: "addressChanged", detail });
      }
      // No person may change it: it goes with an account that is taken over.
      if (oldDoc.platformAdmin && !newDoc.platformAdmin) {
        const revoked = { type: "platformAdminRevoked", at: now, by: "system" } as const;
        await recordAccountEvent(ctx, _id, revoked);
      }
    }
    if ("accountId" in oldDoc && "accountId" in newDoc && oldDoc.password !== newDoc.password) {
      const { userId } = newDoc;
      await recordAccountEvent(ctx, userId, { ...event, type: "passwordChanged" });
      const ended = { which: { kind: "all" }, why: "passwordChanged" } as const;
      await endSessions(ctx, userId, ended, now);
    }
    return null;
  },
});
