import { describe, expect, test } from "vitest";
import { Callers } from "./callers.ts";
import { TokenChecker } from "./tokens.ts";

const key = "vestibule|0123456789abcdef";
const callers = new Callers(key, new TokenChecker(() => []));

const acting = (attributes: unknown) =>
  `${key}:${Buffer.from(JSON.stringify(attributes)).toString("base64")}`;

describe("the admin key", () => {
  test.each([key, `prod:${key}`, `other|0123456789abcdef`])(
    "%s is the administrator",
    async (given) => {
      expect(await callers.ofHeader(`Convex ${given}`)).toEqual({ kind: "admin", identity: null });
      callers.requireAdmin(`Convex ${given}`, undefined);
    },
  );

  test.each(["vestibule|0123456789abcde", "vestibule|", `${key}0`])("%j is not", async (given) => {
    await expect(callers.ofHeader(`Convex ${given}`)).rejects.toMatchObject({ status: 403 });
  });

  test("may come in a body instead of a header", () => {
    callers.requireAdmin(undefined, key);
    expect(() => callers.requireAdmin(undefined, "vestibule|wrong")).toThrow(
      /not this deployment's/,
    );
    expect(() => callers.requireAdmin(undefined, undefined)).toThrow(/needs the admin key/);
  });
});

describe("acting as a user", () => {
  test("what is missing of an identity is made up", async () => {
    const caller = await callers.ofHeader(`Convex ${acting({ name: "Jane", subject: "jane" })}`);
    expect(caller).toEqual({
      kind: "admin",
      identity: {
        issuer: "https://convex.test",
        subject: "jane",
        tokenIdentifier: "https://convex.test|jane",
        name: "Jane",
      },
    });
  });

  test("what is no identity is refused", async () => {
    for (const attributes of [3, null, []]) {
      await expect(callers.ofHeader(`Convex ${acting(attributes)}`)).rejects.toMatchObject({
        status: 401,
      });
    }
  });

  test("a key with an identity still manages the deployment", () => {
    callers.requireAdmin(`Convex ${acting({ subject: "jane" })}`, undefined);
  });
});

describe("an HTTP action's header", () => {
  test("that is no token of ours is no identity, and the reason is kept for who asks", async () => {
    for (const header of ["Basic abc", "Bearer nonsense", `Convex wrong|key`, "x"]) {
      expect(await callers.ofHttpAction(header)).toEqual({
        identity: null,
        identityRefusal: expect.stringMatching(/\.$/),
      });
    }
  });

  test("that is absent, or the administrator's, is no identity and no refusal", async () => {
    for (const header of [undefined, `Convex ${key}`]) {
      expect(await callers.ofHttpAction(header)).toEqual({ identity: null, identityRefusal: null });
    }
  });
});
