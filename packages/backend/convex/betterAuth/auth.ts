import { betterAuth } from "better-auth/minimal";
import { createAuthOptions } from "../auth";

/**
 * For the `auth` command line only, which reads the tables off it. It never answers a request, so
 * its secret protects nothing; the real one is demanded by `createAuth`.
 */
export const auth = betterAuth({
  ...createAuthOptions({} as Parameters<typeof createAuthOptions>[0]),
  secret: "only-the-schema-generator-reads-this-instance",
});
