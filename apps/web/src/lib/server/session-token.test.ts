import { afterEach, expect, test, vi } from "vitest";
import { sessionToken } from "@/lib/server/session-token";

const SITE = "https://site.example.com";

afterEach(() => vi.unstubAllGlobals());

function answer(response: Response) {
  const asked = vi.fn<typeof fetch>(async () => response);
  vi.stubGlobal("fetch", asked);
  return asked;
}

test("a session has the token that the deployment gives", async () => {
  const asked = answer(Response.json({ token: "a.b.c" }));
  expect(await sessionToken(SITE, new Headers({ cookie: "session=1" }))).toBe("a.b.c");
  const [address, init] = asked.mock.calls[0] ?? [];
  expect(address).toBe(`${SITE}/api/auth/convex/token`);
  expect(new Headers(init?.headers).get("cookie")).toBe("session=1");
});

test("a session that is over has none", async () => {
  answer(new Response(null, { status: 401 }));
  expect(await sessionToken(SITE, new Headers())).toBeUndefined();
});

test.each([429, 500, 503])(
  "a deployment that answers %i does not sign anybody out",
  async (status) => {
    answer(new Response(null, { status }));
    await expect(sessionToken(SITE, new Headers())).rejects.toThrow(
      `The deployment answered ${status} when asked who is signed in.`,
    );
  },
);
