import { afterEach, expect, test, vi } from "vitest";
import { freshToken } from "@/lib/fresh-token";

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test.each([404, 503])("an answer %i is no word about the session", async (status) => {
  vi.useFakeTimers();
  const asked = vi.fn<typeof fetch>().mockResolvedValueOnce(new Response(null, { status }));
  asked.mockResolvedValueOnce(Response.json({ token: "a.b.c" }));
  vi.stubGlobal("fetch", asked);
  const token = freshToken();
  await vi.advanceTimersByTimeAsync(2_000);
  expect(await token).toBe("a.b.c");
});

test("an answer 401 says that it has ended", async () => {
  vi.stubGlobal("fetch", async () => new Response(null, { status: 401 }));
  expect(await freshToken()).toBeNull();
});
