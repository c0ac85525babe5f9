import { beforeEach, expect, test, vi } from "vitest";
import { api } from "../_generated/api";
import { codeForMail } from "../records/codes";
import { as, type Person, seedPerson } from "../seed.helpers";
import { type Backend, startBackend } from "../setup.helpers";

let t: Backend;
let maria: Person;
let code: string;

beforeEach(async () => {
  vi.useFakeTimers();
  t = startBackend();
  maria = await seedPerson(t, "maria@example.com", { emailVerified: false });
  await as(t, maria).mutation(api.models.emailVerification.requestCode, {});
  code = await t.run(async (ctx) => {
    const mail = await ctx.db.query("outgoingMail").first();
    const codeId = mail?.about.kind === "verificationCode" ? mail.about.codeId : "";
    return (await codeForMail(ctx, codeId))?.code ?? "";
  });
});

const confirm = (typed: string) =>
  as(t, maria).mutation(api.models.emailVerification.confirm, { code: typed });
const fullWidth = (digits: string) =>
  [...digits].map((digit) => String.fromCodePoint(0xff10 + Number(digit))).join("");

test.each([
  ["a hyphen in the middle", () => `${code.slice(0, 3)}-${code.slice(3)}`],
  ["spaces between the digits", () => [...code].join(" ")],
  ["full-width digits", () => fullWidth(code)],
  ["a line break behind it", () => `${code}\n`],
])("a code is right with %s", async (_, typed) => {
  expect(await confirm(typed())).toEqual({ verified: true });
});

test("fewer digits than a code has cost no attempt", async () => {
  for (let slip = 0; slip < 20; slip++) {
    expect(await confirm(code.slice(0, 5))).toEqual({ verified: false });
  }
  expect(await confirm(code)).toEqual({ verified: true });
});
