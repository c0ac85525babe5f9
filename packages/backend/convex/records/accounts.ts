import type { MutationCtx } from "../_generated/server";
import { createAuth } from "../auth";

/** Accounts and sessions made through Better Auth's own adapter, inside the caller's transaction. */

/** An account that signs in with a password. Expects a normalized address that nobody has. */
export async function createAccount(
  ctx: MutationCtx,
  account: { name: string; email: string; emailVerified: boolean; passwordHash: string },
): Promise<{ id: string; name: string }> {
  const { passwordHash, ...person } = account;
  const { internalAdapter } = await createAuth(ctx).$context;
  const user = await internalAdapter.createUser(person);
  await internalAdapter.linkAccount({
    userId: user.id,
    providerId: "credential",
    accountId: user.id,
    password: passwordHash,
  });
  return { id: user.id, name: user.name };
}

export async function createSession(
  ctx: MutationCtx,
  userId: string,
  session: { ipAddress: string; userAgent: string; activeOrganizationId: string },
): Promise<{ id: string; token: string }> {
  const { internalAdapter } = await createAuth(ctx).$context;
  const { id, token } = await internalAdapter.createSession(userId, false, session);
  return { id, token };
}

export async function endSession(ctx: MutationCtx, token: string): Promise<void> {
  const { internalAdapter } = await createAuth(ctx).$context;
  await internalAdapter.deleteSession(token);
}
