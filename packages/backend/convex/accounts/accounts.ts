import { runWithAdapter } from "@better-auth/core/context";
import type { MutationCtx } from "../_generated/server";
import { createAuth } from "../auth";
import { endSessions } from "../auth/sessionEnds";
import { recordAccountEvent } from "../records/accountEvents";
import { browserOf } from "../rules/browser";

/** Accounts and sessions made through Better Auth's own adapter, inside the caller's transaction. */

/** An account that signs in with a password. Expects a normalized address that nobody has. */
export async function createAccount(
  ctx: MutationCtx,
  account: { name: string; email: string; emailVerified: boolean; passwordHash: string },
): Promise<{ id: string; name: string }> {
  const { passwordHash, ...person } = account;
  return await withInternalAdapter(ctx, async (internalAdapter) => {
    const user = await internalAdapter.createUser(person);
    await linkPassword(internalAdapter, user.id, passwordHash);
    return { id: user.id, name: user.name };
  });
}

/**
 * Hands an account that never proved its address to the person who now has: every session and every way of
 * signing in goes, with the name, the picture and any right over the platform. Whatever else will one day let somebody in, as a
 * passkey or a second factor, goes here too. Its memberships stay: the organizations know the address, and one that an earlier
 * version let an unproven account make would lose its owner.
 */
export async function takeOverAccount(
  ctx: MutationCtx,
  userId: string,
  { name, passwordHash }: { name: string; passwordHash: string },
): Promise<{ id: string; name: string }> {
  const now = Date.now();
  await endSessions(ctx, userId, { which: { kind: "all" }, why: "takenOver" }, now);
  const takenOver = { type: "accountTakenOver", at: now, by: "person" } as const;
  await recordAccountEvent(ctx, userId, takenOver);
  return await withInternalAdapter(ctx, async (internalAdapter) => {
    await internalAdapter.deleteAccounts(userId);
    await internalAdapter.updateUser(userId, {
      name,
      image: null,
      emailVerified: true,
      platformAdmin: false,
    });
    await linkPassword(internalAdapter, userId, passwordHash);
    return { id: userId, name };
  });
}

/** Another password for an account that has one. As with any change of it, every session ends: see auth/rowChanges.ts. */
export async function setPassword(
  ctx: MutationCtx,
  userId: string,
  passwordHash: string,
): Promise<void> {
  await withInternalAdapter(ctx, async (internalAdapter) => {
    await internalAdapter.updatePassword(userId, passwordHash);
  });
}

/** A session of who has just come in, told in the account's trail as one that begins on the sign-in page is. */
export async function beginSession(
  ctx: MutationCtx,
  userId: string,
  session: NewSession,
  now: number,
): Promise<{ id: string; token: string }> {
  const signedIn = { type: "signedIn", at: now, by: "person" } as const;
  const detail = { browser: browserOf(session.userAgent) };
  await recordAccountEvent(ctx, userId, { ...signedIn, detail });
  return await createSession(ctx, userId, session);
}

interface NewSession {
  ipAddress: string;
  userAgent: string;
  activeOrganizationId: string;
}

export async function createSession(
  ctx: MutationCtx,
  userId: string,
  session: NewSession,
): Promise<{ id: string; token: string }> {
  return await withInternalAdapter(ctx, async (internalAdapter) => {
    const { id, token } = await internalAdapter.createSession(userId, false, session);
    return { id, token };
  });
}

export async function endSession(ctx: MutationCtx, token: string): Promise<void> {
  await withInternalAdapter(ctx, (internalAdapter) => internalAdapter.deleteSession(token));
}

async function linkPassword(
  internalAdapter: AuthContext["internalAdapter"],
  userId: string,
  passwordHash: string,
): Promise<void> {
  await internalAdapter.linkAccount({
    userId,
    providerId: "credential",
    accountId: userId,
    password: passwordHash,
  });
}

type AuthContext = Awaited<ReturnType<typeof createAuth>["$context"]>;

/**
 * Better Auth writes through the adapter of the async context it runs in, and where functions share a
 * process an HTTP action's would reach into the mutation it calls. This transaction's is named, so that every
 * write belongs to it.
 */
async function withInternalAdapter<T>(
  ctx: MutationCtx,
  work: (internalAdapter: AuthContext["internalAdapter"]) => Promise<T>,
): Promise<T> {
  const { adapter, internalAdapter } = await createAuth(ctx).$context;
  return await runWithAdapter(adapter, () => work(internalAdapter));
}
