import { ConvexError } from "convex/values";
import type { MutationCtx } from "./_generated/server";
import type { Caller } from "./authorization.callers.helpers";
import { t, world } from "./authorization.world.helpers";
import { as } from "./seed.helpers";

/** Calls of the table of callers, and how each ends. */

export type Transaction = (ctx: MutationCtx, token: string | undefined) => Promise<unknown>;
/** No transaction: what it changes stays, so each call brings what it changes along. */
export type Act = { act: (caller: ReturnType<typeof as>) => Promise<unknown> };
export type Call = Transaction | Act;

const takeBack = new Error("No call changes what the next caller finds");

/** How one call ends, in a transaction that never commits. */
export async function outcomeOf(
  call: Call,
  caller: Caller,
  token: string | undefined,
): Promise<string> {
  const person = world.people[caller];
  const browser = person ? as(t, person) : t;
  if (typeof call !== "function") return await endOf(call.act(browser));
  let outcome = "not called";
  await browser
    .mutation(async (ctx) => {
      outcome = await endOf(call(ctx, token));
      throw takeBack;
    })
    .catch((error: unknown) => {
      if (!(error instanceof Error && error.message.includes(takeBack.message))) throw error;
    });
  return outcome;
}

async function endOf(called: Promise<unknown>): Promise<string> {
  return await called.then(
    () => "allow",
    (error: unknown) => {
      if (!(error instanceof ConvexError)) throw error;
      return (typeof error.data === "string" ? JSON.parse(error.data) : error.data).code;
    },
  );
}
