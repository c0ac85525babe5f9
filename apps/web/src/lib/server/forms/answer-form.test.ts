// @vitest-environment node
import { ConvexError } from "convex/values";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { consoleSentences } from "@/lib/console-refusals";
import { refusalSentences, unexpectedSentence } from "@/lib/refusals";
import { RETURNED_COOKIE } from "@/lib/returned-cookie";
import { answerForm } from "@/lib/server/forms/answer-form";
import { decode } from "@/lib/server/returned-form";

const SITE = "http://vestibule.test";
const LINK = { invitationId: "i1", token: "ab".repeat(32) };
const PAGE = `/orgs/accept-invitation/i1?token=${LINK.token}`;
const PASSWORD = "correct horse";

const { auth, mutate, proves, status, token, configured } = vi.hoisted(() => ({
  configured: { siteOrigin: undefined as string | undefined },
  token: vi.fn<() => Promise<string | undefined>>(),
  auth: vi.fn<(request: Request) => Promise<Response>>(),
  mutate: vi.fn(),
  proves: vi.fn(),
  status: vi.fn(),
}));
const ADA = { user: { email: "ada@acme.test", emailVerified: true } };
vi.mock("@/lib/server/auth-server", () => ({
  authHandler: { POST: auth },
  callerToken: token,
  read: status,
}));
vi.mock("@/lib/server/pending-sign-up", () => ({ whoProves: proves }));
vi.mock("@/lib/server/env", () => ({ serverEnv: () => ({ convexUrl: SITE, ...configured }) }));
vi.mock("convex/nextjs", () => ({ fetchMutation: mutate }));

beforeEach(() => {
  auth.mockReset();
  mutate.mockReset();
  status.mockReset();
  proves.mockReset().mockResolvedValue({ caller: ADA });
  configured.siteOrigin = undefined;
  token.mockReset().mockResolvedValue("a.b.c");
});
afterEach(() => vi.restoreAllMocks());

const ours = { "sec-fetch-site": "same-origin", origin: "null", host: "vestibule.test" };

function post(name: string, fields: Record<string, string>, headers: HeadersInit = ours) {
  return answerForm(
    name,
    new Request(`${SITE}/forms/${name}`, {
      method: "POST",
      headers,
      body: new URLSearchParams(fields),
    }),
  );
}

/** Where an answer leads, and the form that its page will show. */
function read(response: Response) {
  const [pair = "", ...attributes] =
    response.headers
      .getSetCookie()
      .find((cookie) => cookie.startsWith(RETURNED_COOKIE))
      ?.split("; ") ?? [];
  return {
    status: response.status,
    to: response.headers.get("location"),
    returned: decode(pair.slice(RETURNED_COOKIE.length + 1)),
    attributes,
  };
}

test.each<[string, Record<string, string>]>([
  ["another site", { "sec-fetch-site": "cross-site", origin: "https://evil.test" }],
  ["a sister site", { "sec-fetch-site": "same-site", origin: "https://a.vestibule.test" }],
  ["an older browser on another site", { origin: "https://evil.test" }],
  ["an older browser that hides where it is", { origin: "null" }],
  ["what is no browser", {}],
])("a form of %s does nothing", async (_, headers) => {
  const fields = { email: "maria@acme.test", password: PASSWORD };
  const response = await post("sign-in", fields, { host: "vestibule.test", ...headers });
  expect(response.status).toBe(403);
  expect(auth).not.toHaveBeenCalled();
});

test("an older browser's form is known by its origin, also behind a proxy", async () => {
  auth.mockImplementation(async () => Response.json({}));
  const fields = { email: "maria@acme.test", password: PASSWORD };
  const direct = { origin: SITE, host: "vestibule.test" };
  expect((await post("sign-in", fields, direct)).status).toBe(303);
  const proxied = {
    origin: "https://vestibule.example",
    host: "10.0.0.1:3000",
    "x-forwarded-host": "vestibule.example",
    "x-forwarded-proto": "https",
  };
  expect((await post("sign-in", fields, proxied)).status).toBe(303);
});

test("over plain HTTP on another host a form is known by its origin", async () => {
  auth.mockImplementation(async () => Response.json({}));
  const fields = { email: "maria@acme.test", password: PASSWORD };
  const home = { origin: "http://192.168.1.7:3000", host: "192.168.1.7:3000" };
  expect((await post("sign-in", fields, home)).status).toBe(303);
  expect(auth.mock.calls[0]?.[0].headers.get("origin")).toBe(home.origin);
  const elsewhere = { ...home, origin: "http://192.168.1.8:3000" };
  expect((await post("sign-in", fields, elsewhere)).status).toBe(403);
});

test("a configured address is the only one, whatever a request says of it", async () => {
  configured.siteOrigin = "https://vestibule.example";
  auth.mockImplementation(async () => Response.json({}));
  const fields = { email: "maria@acme.test", password: PASSWORD };
  const madeUp = {
    origin: "http://rebound.test",
    host: "rebound.test",
    "x-forwarded-host": "rebound.test",
    "x-forwarded-proto": "http",
  };
  const refused = await post("sign-in", fields, madeUp);
  expect(refused.status).toBe(403);
  expect(await refused.text()).toContain("Open https://vestibule.example and send it again.");
  expect((await post("sign-in", fields, { ...madeUp, ...ours })).status).toBe(303);
  const [called] = auth.mock.calls[0] ?? [];
  expect(called?.url).toBe("https://vestibule.example/api/auth/sign-in/email");
  expect(called?.headers.get("origin")).toBe("https://vestibule.example");
});

test("signing in passes the session on and leads to the page that was asked for", async () => {
  auth.mockImplementation(async () =>
    Response.json({}, { headers: { "set-cookie": "session=1; HttpOnly" } }),
  );
  const response = await post(
    "sign-in",
    { email: " maria@acme.test ", password: PASSWORD, next: "/orgs/acme?a=b" },
    { ...ours, "x-forwarded-for": "203.0.113.9", cookie: "a=b" },
  );
  expect(read(response)).toMatchObject({ status: 303, to: "/orgs/acme?a=b", returned: undefined });
  expect(response.headers.getSetCookie()).toEqual(["session=1; HttpOnly"]);
  const [called] = auth.mock.calls[0] ?? [];
  expect(called?.url).toBe(`${SITE}/api/auth/sign-in/email`);
  expect(called?.headers.get("origin")).toBe(SITE);
  expect(called?.headers.get("x-forwarded-for")).toBe("203.0.113.9");
  expect(called?.headers.get("cookie")).toBe("a=b");
  expect(await called?.json()).toEqual({ email: "maria@acme.test", password: PASSWORD });
});

test("signing in leads to no other site", async () => {
  auth.mockImplementation(async () => Response.json({}));
  const next = "https://evil.test/";
  expect(read(await post("sign-in", { email: "a@b.test", password: "p", next })).to).toBe("/");
});

test("a wrong password comes back with the address, a sentence, and nothing in any address", async () => {
  auth.mockImplementation(async () =>
    Response.json({ code: "INVALID_EMAIL_OR_PASSWORD" }, { status: 401 }),
  );
  const { to, returned, attributes } = read(
    await post("sign-in", { email: "maria@acme.test", password: PASSWORD, next: "/orgs/acme" }),
  );
  expect(to).toBe("/sign-in?next=%2Forgs%2Facme");
  expect(returned).toEqual({
    form: "sign-in",
    problem: "This email address and password don't match. Check both.",
    typed: { email: "maria@acme.test" },
  });
  expect(attributes).toEqual(["Path=/sign-in", "Max-Age=60", "HttpOnly", "SameSite=Strict"]);
});

test("too many attempts say how long to wait", async () => {
  auth.mockImplementation(
    async () => new Response("{}", { status: 429, headers: { "x-retry-after": "7" } }),
  );
  const { returned } = read(await post("sign-in", { email: "a@b.test", password: "p" }));
  expect(returned?.problem).toBe("Too many requests. Try again in 7 seconds.");
});

test("what is wrong with an account's details stands beside the fields", async () => {
  const { to, returned } = read(await post("sign-up", { name: "", email: "maria", password: "p" }));
  expect(to).toBe("/sign-up");
  expect(returned?.problems).toEqual({
    name: "Enter your name.",
    email: refusalSentences.bad_email,
    password: refusalSentences.password_too_short,
  });
  expect(returned?.typed).toEqual({ name: "", email: "maria" });
  expect(auth).not.toHaveBeenCalled();
});

const SIGN_UP = { email: "maria@acme.test" };

test.each([
  ["has no session", null],
  ["somebody else is signed in", ADA],
])(
  "who signed up in this browser, where %s, gives the code and is signed in",
  async (_, caller) => {
    proves.mockResolvedValue({ caller, signUp: SIGN_UP });
    auth.mockImplementation(async () =>
      Response.json({ confirmed: true }, { headers: { "set-cookie": "session=1" } }),
    );
    const response = await post("confirm-address", { code: "123 456", next: "/orgs/acme" });
    expect(read(response)).toMatchObject({ to: "/orgs/acme", returned: undefined });
    expect(response.headers.getSetCookie()).toEqual(["session=1"]);
    const [called] = auth.mock.calls[0] ?? [];
    expect(called?.url).toBe(`${SITE}/api/auth/sign-up/email/confirm`);
    expect(await called?.json()).toEqual({ code: "123456" });
    expect(mutate).not.toHaveBeenCalled();
  },
);

test.each([
  [
    "a wrong code stands beside it",
    { code: "1" },
    400,
    { code: "invalid_code" },
    { problems: { code: refusalSentences.invalid_code } },
  ],
  [
    "an expired sign-up leads to signing up",
    { code: "1" },
    410,
    { code: "sign_up_expired" },
    { problem: consoleSentences.sign_up_expired },
  ],
  [
    "a code too soon says when",
    { intent: "another" },
    429,
    { code: "rate_limited", retryAfterSeconds: 40 },
    { problem: "Too many requests. Try again in 40 seconds." },
  ],
])("of somebody who signed up, %s", async (_, fields, refusal, body, shown) => {
  proves.mockResolvedValue({ caller: null, signUp: SIGN_UP });
  auth.mockImplementation(async () => Response.json(body, { status: refusal }));
  const { to, returned } = read(await post("confirm-address", fields as Record<string, string>));
  expect(to).toBe("/confirm-address");
  expect(returned).toMatchObject(shown);
});

test("another code of a sign-up is sent, and the browser learns when", async () => {
  proves.mockResolvedValue({ caller: null, signUp: SIGN_UP });
  auth.mockImplementation(async () =>
    Response.json({ codeSentAt: 1 }, { headers: { "set-cookie": "sign_up=1" } }),
  );
  const response = await post("confirm-address", { intent: "another" });
  expect(read(response)).toMatchObject({ to: "/confirm-address", returned: { sent: true } });
  expect(response.headers.getSetCookie()).toContain("sign_up=1");
});

test("who stays signed in drops the sign-up, and goes on to their own proof", async () => {
  auth.mockImplementation(async () =>
    Response.json({}, { headers: { "set-cookie": "sign_up=; Max-Age=0" } }),
  );
  const response = await post("drop-sign-up", { next: "/orgs/acme" });
  expect(read(response).to).toBe("/confirm-address?next=%2Forgs%2Facme");
  expect(response.headers.getSetCookie()).toEqual(["sign_up=; Max-Age=0"]);
  expect(auth.mock.calls[0]?.[0]?.url).toBe(`${SITE}/api/auth/sign-up/email/drop`);
});

const newcomer = { ...LINK, name: "Tom Baker", password: PASSWORD, repeat: PASSWORD };

test("a newcomer joins and enters the organization with a session", async () => {
  auth.mockImplementation(async () =>
    Response.json({ organizationSlug: "acme" }, { headers: { "set-cookie": "session=1" } }),
  );
  const response = await post("join", newcomer);
  expect(read(response).to).toBe("/orgs/acme");
  expect(response.headers.getSetCookie()).toEqual(["session=1"]);
});

test("through a copied link the code is asked for next, beside the name", async () => {
  auth.mockImplementation(async () => Response.json({ verificationRequired: true }));
  const { to, returned, attributes } = read(await post("join", newcomer));
  expect(to).toBe(PAGE);
  expect(returned).toEqual({ form: "verify", typed: { name: "Tom Baker" } });
  expect(attributes).toContain("Path=/orgs/accept-invitation/i1");
});

test("a wrong code of a newcomer stands beside the code, and no password comes back", async () => {
  auth.mockImplementation(async () => Response.json({ code: "invalid_code" }, { status: 400 }));
  const { returned } = read(await post("verify", { ...newcomer, code: "123 456" }));
  expect(returned).toEqual({
    form: "verify",
    problems: { code: refusalSentences.invalid_code },
    typed: { name: "Tom Baker", code: "123 456" },
  });
});

test("an account that is unproven gets a code, gives it and is in", async () => {
  mutate.mockRejectedValueOnce(new ConvexError({ code: "verification_required", message: "" }));
  mutate.mockResolvedValueOnce(null);
  expect(read(await post("accept", LINK)).returned?.form).toBe("verify");
  mutate.mockResolvedValueOnce({ verified: true });
  mutate.mockResolvedValueOnce({ organizationSlug: "acme" });
  expect(read(await post("verify", { ...LINK, code: "123456" })).to).toBe("/orgs/acme");
});

test("declining asks once, can be left, and is done", async () => {
  expect(read(await post("decline", { ...LINK, intent: "ask" }))).toMatchObject({
    to: PAGE,
    returned: { form: "decline" },
  });
  expect(read(await post("decline", { ...LINK, intent: "keep" })).returned).toBeUndefined();
  expect(mutate).not.toHaveBeenCalled();
  expect(read(await post("decline", { ...LINK, intent: "decline" }))).toMatchObject({ to: PAGE });
  expect(mutate.mock.calls[0]?.[1]).toEqual(LINK);
});

test("a request that is refused comes back with its message, however long and in whatever script", async () => {
  status.mockResolvedValue({ invitation: { email: "tom@acme.test" } });
  mutate.mockResolvedValue({ success: false, message: "Please wait before requesting again." });
  const message = "Щ".repeat(1000);
  const { returned } = read(await post("request", { ...LINK, message }));
  expect(returned).toEqual({
    form: "request",
    problem: "Please wait before requesting again.",
    typed: { message },
  });
});

test("a field for a message comes when it is asked for", async () => {
  expect(read(await post("request", { ...LINK, intent: "message" })).returned).toEqual({
    form: "request",
    typed: { message: "" },
  });
  expect(mutate).not.toHaveBeenCalled();
});

test("a refusal is said in the product's words", async () => {
  mutate.mockRejectedValue(new ConvexError({ code: "resend_too_soon", message: "" }));
  expect(read(await post("resend", LINK)).returned?.problem).toBe(refusalSentences.resend_too_soon);
});

test("what nobody expected is said, and nothing that was typed is logged", async () => {
  const log = vi.spyOn(console, "error").mockReturnValue();
  status.mockResolvedValue({ invitation: { email: "tom@acme.test" } });
  mutate.mockRejectedValue(new Error("Value: my secret words"));
  const { returned } = read(await post("request", { ...LINK, message: "my secret words" }));
  expect(returned?.problem).toBe(unexpectedSentence);
  expect(JSON.stringify(log.mock.calls)).not.toContain("secret");
});

test("a form that only scripts can do leads to the page that says so, and keeps nothing", async () => {
  const { to, returned } = read(await post("scripts-needed", { name: "Acme" }));
  expect(to).toBe("/scripts-needed");
  expect(returned).toBeUndefined();
});

test.each(["nothing", "toString"])("there is no form called %s", async (name) => {
  expect((await post(name, {})).status).toBe(404);
});
