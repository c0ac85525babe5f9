import { beforeEach, describe, expect, test, vi } from "vitest";
import { api } from "../_generated/api";
import { refusalOf } from "../refusals.helpers";
import { normalizeAddress } from "../rules/address";
import type { InvitationStatus } from "../rules/status";
import { as, seedInvitation, seedMember, seedOrganization, seedPerson } from "../seed.helpers";
import { type Backend, startBackend } from "../setup.helpers";

let t: Backend;
let acme: Awaited<ReturnType<typeof seedOrganization>>;

beforeEach(async () => {
  vi.useFakeTimers();
  t = startBackend();
  acme = await seedOrganization(t);
});

interface Page {
  status?: InvitationStatus;
  search?: string;
  numItems?: number;
  cursor?: string | null;
  endCursor?: string;
}
const list = (
  { status, search, numItems = 25, cursor = null, endCursor }: Page = {},
  person = acme.owner,
) =>
  as(t, person).query(api.models.invitations.list, {
    organizationId: acme.organizationId,
    status,
    search,
    paginationOpts: { numItems, cursor, ...(endCursor ? { endCursor } : {}) },
  });
const emails = async (page: Page = {}) => (await list(page)).page.map(({ email }) => email);
const invite = (email: string, expiresAt?: number) =>
  seedInvitation(t, acme, { email, ...(expiresAt ? { expiresAt } : {}) });

test("the newest invitation is listed first", async () => {
  await invite("a@example.com");
  await invite("b@example.com");
  expect(await emails()).toEqual(["b@example.com", "a@example.com"]);
});

test("pages of invitations follow one another without a gap or a repetition", async () => {
  for (let n = 1; n <= 7; n++) await invite(`guest${n}@example.com`);
  const first = await list({ numItems: 3 });
  const second = await list({ numItems: 3, cursor: first.continueCursor });
  const third = await list({ numItems: 3, cursor: second.continueCursor });
  expect([first, second, third].map(({ page, isDone }) => [page.length, isDone])).toEqual([
    [3, false],
    [3, false],
    [1, true],
  ]);
  const seen = [...first.page, ...second.page, ...third.page].map(({ email }) => email);
  expect(new Set(seen).size).toBe(7);
});

test("a page of invitations with a pinned end grows by a new invitation inside it", async () => {
  for (let n = 1; n <= 3; n++) await invite(`guest${n}@example.com`);
  const first = await list({ numItems: 2 });
  await invite("late@example.com");
  const pinned = await list({ numItems: 2, endCursor: first.continueCursor });
  expect(pinned.page.map(({ email }) => email)).toEqual([
    "late@example.com",
    "guest3@example.com",
    "guest2@example.com",
  ]);
});

test("a page of invitations has at most a hundred rows", async () => {
  expect((await list({ numItems: 100_000 })).isDone).toBe(true);
  for (let n = 0; n < 101; n++) await invite(`guest${n}@example.com`);
  expect((await list({ numItems: 100_000 })).page).toHaveLength(100);
});

test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
  "a page of %s invitations is refused",
  async (numItems) => {
    expect(await refusalOf(list({ numItems }))).toBe("bad_input");
  },
);

test("a page of invitations up to an end cursor has at most 500 rows", async () => {
  for (let n = 0; n < 501; n++) await invite(`guest${n}@example.com`);
  expect((await list({ numItems: 1, endCursor: "[]" })).page).toHaveLength(500);
});

test("a search finds invitations by the start of their address", async () => {
  await invite("maria@example.com");
  await invite("mario@example.com");
  await invite("noah@example.com");
  expect(await emails({ search: " MARI" })).toEqual(["maria@example.com", "mario@example.com"]);
  expect(await emails({ search: "example" })).toEqual([]);
});

describe("a search for a half-typed domain beyond ASCII", () => {
  beforeEach(async () => {
    const addresses = ["maria@bücher.example", "maria@bücherei.example", "maria@bären.example"];
    for (const email of addresses) await invite(normalizeAddress(email));
    for (const email of ["maria@bocher.example", "mario@example.com"]) await invite(email);
  });

  test.each([
    ["maria@büch", ["maria@xn--bcher-kva.example", "maria@xn--bcherei-n2a.example"]],
    [" Maria@BÜCHER.e", ["maria@xn--bcher-kva.example"]],
    [
      "maria@b",
      [
        "maria@bocher.example",
        "maria@xn--bcher-kva.example",
        "maria@xn--bcherei-n2a.example",
        "maria@xn--bren-loa.example",
      ],
    ],
  ])("%s finds what people see", async (search, found) => {
    expect(await emails({ search })).toEqual(found);
    expect(await emails({ search, status: "pending" })).toEqual(found);
    expect(await emails({ search, status: "canceled" })).toEqual([]);
  });

  test("comes page by page, without a gap or a repetition, each address as often as it was invited", async () => {
    for (const email of ["maria@bocher.example", "maria@xn--bcher-kva.example"])
      await invite(email);
    const seen: string[] = [];
    let cursor: string | null = null;
    for (let n = 0; n < 10; n++) {
      const { page, isDone, continueCursor }: Awaited<ReturnType<typeof list>> = await list({
        search: "maria@b",
        numItems: 1,
        cursor,
      });
      seen.push(...page.map(({ email }) => email));
      if (isDone) break;
      cursor = continueCursor;
    }
    expect(seen).toEqual(await emails({ search: "maria@b" }));
    expect(seen).toHaveLength(6);
  });
});

test("invitations can be filtered by status, alone or with a search", async () => {
  const { invitationId } = await invite("maria@example.com");
  await invite("mario@example.com");
  await as(t, acme.owner).mutation(api.models.invitations.revoke, { invitationId });
  expect(await emails({ status: "canceled" })).toEqual(["maria@example.com"]);
  expect(await emails({ status: "pending", search: "mar" })).toEqual(["mario@example.com"]);
});

test("an invitation past its expiry is listed as expired, before any sweep", async () => {
  await invite("maria@example.com", Date.now());
  expect((await list()).page[0]?.status).toBe("expired");
  expect(await emails({ status: "pending" })).toEqual([]);
});

test("a listed invitation names its inviter and the member who accepted it", async () => {
  const maria = await seedPerson(t, "maria@example.com");
  const { invitationId } = await invite(maria.email);
  await as(t, maria).mutation(api.models.invitations.accept, { invitationId });
  expect((await list()).page[0]).toMatchObject({
    id: invitationId,
    status: "accepted",
    inviter: { id: acme.owner.userId, name: acme.owner.name },
    acceptedAt: Date.now(),
    acceptedBy: { id: maria.userId, name: maria.name },
  });
});

test("a cursor of another organization, or a forged one, is refused", async () => {
  const globex = await seedOrganization(t, { slug: "globex" });
  await seedInvitation(t, globex, { email: "secret@globex.test" });
  const theirs = await as(t, globex.owner).query(api.models.invitations.list, {
    organizationId: globex.organizationId,
    paginationOpts: { numItems: 1, cursor: null },
  });
  expect(theirs.continueCursor).toContain(globex.organizationId);
  const forged = [
    theirs.continueCursor,
    JSON.stringify([globex.organizationId, 0]),
    JSON.stringify([null]),
    "{}",
    "not a cursor",
  ];
  for (const cursor of forged) {
    expect(await refusalOf(list({ cursor }))).toBe("bad_input");
    expect(await refusalOf(list({ endCursor: cursor }))).toBe("bad_input");
    expect(await refusalOf(list({ cursor, status: "pending" }))).toBe("bad_input");
  }
});

test.each(["member", "viewer"] as const)("a %s may not list invitations", async (role) => {
  expect(await refusalOf(list({}, await seedMember(t, acme, role)))).toBe("not_allowed");
});

test("an outsider who lists invitations is refused as not found", async () => {
  const globex = await seedOrganization(t, { slug: "globex" });
  expect(await refusalOf(list({}, globex.owner))).toBe("not_found");
});
