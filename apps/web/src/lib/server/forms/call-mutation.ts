import { fetchMutation } from "convex/nextjs";
import type { FunctionReference } from "convex/server";
import { callerToken } from "@/lib/server/auth-server";
import { serverEnv } from "@/lib/server/env";

/** Calls a mutation as the signed-in person; as nobody when there is no session. */
export async function call<Mutation extends FunctionReference<"mutation">>(
  mutation: Mutation,
  args: Mutation["_args"],
): Promise<Mutation["_returnType"]> {
  return await fetchMutation(mutation, args, {
    token: await callerToken(),
    url: serverEnv().convexUrl,
  });
}
