import { expect, test } from "vitest";
import { patiently } from "@/lib/patient-fetch";
import { secondsAskedFor } from "@/lib/seconds-asked-for";

const of = (status: number, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify({ code: "busy" }), { status, headers });

test.each([
  [429, { "retry-after": "7" }, 7],
  [429, { "x-retry-after": "7" }, 7],
  [503, { "retry-after": "7" }, 7],
  [503, { "retry-after": "-7" }, 0],
  [503, { "retry-after": "soon" }, 0],
  [503, {}, 0],
  [500, { "retry-after": "7" }, 0],
  [200, { "retry-after": "7" }, 0],
])("an answer %i with %o asks for %i seconds", (status, headers, seconds) => {
  expect(secondsAskedFor(of(status, headers))).toBe(seconds);
});

test("a patient answer says it in its body, beside what was said there", async () => {
  const answer = await patiently(of(503, { "retry-after": "7" }));
  expect(answer.status).toBe(503);
  expect(await answer.json()).toEqual({ code: "busy", retryAfterSeconds: 7 });
});
