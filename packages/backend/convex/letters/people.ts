import { components } from "../_generated/api";
import type { QueryCtx } from "../_generated/server";
import type { User } from "../betterAuth/shapes";

/** The person a letter is from, while there is an account. */
export async function personOf(ctx: QueryCtx, userId: string): Promise<User | undefined> {
  const [person] = await ctx.runQuery(components.betterAuth.accounts.byIds, { userIds: [userId] });
  return person;
}

/** An address to show beside a name, which alone is whatever its owner says it is. */
export function provenAddress(person: User | undefined): string | undefined {
  return person?.emailVerified ? person.email : undefined;
}
