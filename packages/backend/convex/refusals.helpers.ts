import { ConvexError } from "convex/values";
import type { RefusalData } from "./rules/refusals";

/** The code of the refusal that a call ends in; a call that succeeds or breaks fails the test. */
export async function refusalOf(call: Promise<unknown>): Promise<string> {
  return (await refusalDataOf(call)).code;
}

export async function refusalDataOf(call: Promise<unknown>): Promise<RefusalData> {
  try {
    await call;
  } catch (error) {
    if (!(error instanceof ConvexError)) throw error;
    // In tests a refusal from inside a function arrives as JSON text.
    return typeof error.data === "string" ? JSON.parse(error.data) : error.data;
  }
  throw new Error("Nothing was refused");
}
