/// <reference types="vite/client" />
import { expect, test } from "vitest";

/** Convex marks what it registers; this is all of it that the outside can reach. */
interface Registered {
  isPublic?: boolean;
  isInternal?: boolean;
  isQuery?: boolean;
  isMutation?: boolean;
  isAction?: boolean;
  exportArgs(): string;
  exportReturns(): string;
}

const own = import.meta.glob<Record<string, unknown>>(
  [
    "./**/*.ts",
    "!./_generated/**",
    "!./betterAuth/**",
    "!./**/*.test.ts",
    "!./**/*.helpers.ts",
    "!./http.ts",
    "!./convex.config.ts",
  ],
  { eager: true },
);
// The adapter is Better Auth's own, and its rows are whatever the model is.
const component = import.meta.glob<Record<string, unknown>>(
  ["./betterAuth/*.ts", "!./betterAuth/adapter.ts", "!./betterAuth/convex.config.ts"],
  { eager: true },
);

function registeredIn(modules: Record<string, Record<string, unknown>>) {
  return Object.entries(modules).flatMap(([path, module]) =>
    Object.entries(module)
      .filter((entry): entry is [string, Registered] => isRegistered(entry[1]))
      .map(([name, registered]) => ({
        name: `${path.replace(/^\.\/|\.ts$/g, "")}:${name}`,
        registered,
      })),
  );
}

function isRegistered(exported: unknown): exported is Registered {
  if (typeof exported !== "function") return false;
  const { isQuery, isMutation, isAction } = exported as unknown as Registered;
  return isQuery === true || isMutation === true || isAction === true;
}

const all = [...registeredIn(own), ...registeredIn(component)];

test.each(all.map(({ name, registered }) => [name, registered] as const))(
  "%s declares its arguments and what it returns",
  (_, registered) => {
    expect(JSON.parse(registered.exportArgs())).toMatchObject({ type: "object" });
    const returns = registered.exportReturns();
    expect(returns).not.toBe("null");
    expect(returns).not.toContain('"type":"any"');
  },
);

test("these functions and no others can be called by a client", () => {
  const open = registeredIn(own)
    .filter(({ registered }) => registered.isPublic)
    .map(({ name }) => name)
    .sort();
  expect(open).toEqual([
    "models/emailVerification:confirm",
    "models/emailVerification:requestCode",
    "models/invitationRequests:list",
    "models/invitationRequests:pendingCount",
    "models/invitations:accept",
    "models/invitations:checkInvitationStatus",
    "models/invitations:copyLink",
    "models/invitations:create",
    "models/invitations:createInvitationRequest",
    "models/invitations:decline",
    "models/invitations:list",
    "models/invitations:resend",
    "models/invitations:revoke",
    "models/mailbox:list",
    "models/members:list",
    "models/organizations:create",
    "models/organizations:get",
    "models/organizations:slugAvailability",
    "models/viewer:get",
  ]);
});

test("development's functions are internal", () => {
  const dev = registeredIn(own).filter(({ name }) => name.startsWith("dev:"));
  expect(dev.map(({ name }) => name).sort()).toEqual([
    "dev:expireInvitation",
    "dev:seed",
    "dev:writeDemo",
  ]);
  for (const { registered } of dev) expect(registered.isInternal).toBe(true);
});
