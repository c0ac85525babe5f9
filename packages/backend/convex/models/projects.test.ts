import { beforeEach, describe, expect, test, vi } from "vitest";
import { api } from "../_generated/api";
import { openBrowser } from "../http.helpers";
import { refusalOf } from "../refusals.helpers";
import {
  as,
  type Person,
  seedInvitation,
  seedMember,
  seedOrganization,
  seedPerson,
} from "../seed.helpers";
import { type Backend, startBackend } from "../setup.helpers";

const projects = api.models.projects;
const PAGE = { numItems: 25, cursor: null };

let t: Backend;
let acme: Awaited<ReturnType<typeof seedOrganization>>;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  t = startBackend();
  acme = await seedOrganization(t);
});

const create = (name: string, person = acme.owner, { organizationId } = acme) =>
  as(t, person).mutation(projects.create, { organizationId, name });
const list = async (person: Person, archived?: boolean) =>
  (
    await as(t, person).query(projects.list, {
      organizationId: acme.organizationId,
      archived,
      paginationOpts: PAGE,
    })
  ).page.map(({ name, role }) => [name, role]);
const people = async (projectId: string, person = acme.owner) =>
  (await as(t, person).query(projects.members, { projectId, paginationOpts: PAGE })).page;

test("the owner who creates a project leads it, and its slug comes from its name", async () => {
  const { projectId, slug } = await create("  Spring Catalogue ");
  expect(slug).toBe("spring-catalogue");
  expect(await people(projectId)).toEqual([
    expect.objectContaining({ userId: acme.owner.userId, name: "Owner", role: "lead" }),
  ]);
});

test("projects of one name have slugs of their own, also next to reserved words", async () => {
  expect((await create("Spring")).slug).toBe("spring");
  expect((await create("Spring")).slug).toBe("spring-2");
  expect((await create("New")).slug).toBe("new-2");
  const globex = await seedOrganization(t, { slug: "globex" });
  expect((await create("Spring", globex.owner, globex)).slug).toBe("spring");
});

test("renaming a project keeps its slug", async () => {
  const { projectId, slug } = await create("Spring");
  await as(t, acme.owner).mutation(projects.rename, { projectId, name: "Summer" });
  const { organizationId } = acme;
  expect(await as(t, acme.owner).query(projects.get, { organizationId, slug })).toMatchObject({
    name: "Summer",
    slug: "spring",
    may: { manage: true },
  });
});

test.each(["", "   ", "x".repeat(101)])("%j is refused as the name of a project", async (name) => {
  expect(await refusalOf(create(name))).toBe("bad_name");
  const { projectId } = await create("Spring");
  expect(await refusalOf(as(t, acme.owner).mutation(projects.rename, { projectId, name }))).toBe(
    "bad_name",
  );
});

test("an archived project leaves the list of projects and can come back", async () => {
  const { projectId } = await create("Spring");
  await create("Autumn");
  await as(t, acme.owner).mutation(projects.archive, { projectId });
  expect(await list(acme.owner)).toEqual([["Autumn", "lead"]]);
  expect(await list(acme.owner, true)).toEqual([["Spring", "lead"]]);
  await as(t, acme.owner).mutation(projects.archive, { projectId, archived: false });
  expect(await list(acme.owner)).toEqual([
    ["Autumn", "lead"],
    ["Spring", "lead"],
  ]);
});

test.each(["owner", "admin"] as const)("an %s sees every project", async (role) => {
  await create("Spring");
  await create("Secret");
  const person = await seedMember(t, acme, role, "second@example.com");
  expect(await list(person)).toEqual([
    ["Secret", undefined],
    ["Spring", undefined],
  ]);
});

test.each(["member", "viewer"] as const)("a %s sees their own projects alone", async (role) => {
  const { projectId } = await create("Spring");
  await create("Secret");
  const admin = await seedMember(t, acme, "admin");
  const person = await seedMember(t, acme, role);
  expect(await list(person)).toEqual([]);
  await as(t, admin).mutation(projects.addMember, {
    projectId,
    userId: person.userId,
    role: "contributor",
  });
  expect(await list(person)).toEqual([["Spring", "contributor"]]);
});

test("one person is in projects of several organizations at once", async () => {
  const globex = await seedOrganization(t, { slug: "globex" });
  const first = await create("Spring");
  const second = await create("Autumn", globex.owner, globex);
  const maria = await seedPerson(t, "maria@example.com");
  for (const [place, { projectId }, role] of [
    [acme, first, "lead"],
    [globex, second, "viewer"],
  ] as const) {
    const { invitationId } = await as(t, place.owner).mutation(api.models.invitations.create, {
      organizationId: place.organizationId,
      email: maria.email,
      role: "member",
      projectId,
      projectRole: role,
    });
    await as(t, maria).mutation(api.models.invitations.accept, { invitationId });
  }
  expect(await as(t, maria).query(projects.listMine, {})).toEqual([
    expect.objectContaining({
      name: "Autumn",
      role: "viewer",
      organization: expect.objectContaining({ slug: "globex" }),
    }),
    expect.objectContaining({
      name: "Spring",
      role: "lead",
      organization: expect.objectContaining({ slug: "acme" }),
    }),
  ]);
});

describe("project invitation", () => {
  const invite = async (details: { projectId?: string; projectRole?: string }) =>
    await as(t, acme.owner).mutation(api.models.invitations.create, {
      organizationId: acme.organizationId,
      email: "maria@example.com",
      role: "viewer",
      ...details,
    });

  test("an invitation to a project brings the invitee into the organization too, and says where to go", async () => {
    const { projectId } = await create("Spring");
    const { invitationId } = await invite({ projectId, projectRole: "lead" });
    const maria = await seedPerson(t, "maria@example.com");
    const accept = () => as(t, maria).mutation(api.models.invitations.accept, { invitationId });
    const place = { organizationSlug: "acme", projectSlug: "spring" };
    expect(await accept()).toEqual(place);
    expect(await accept()).toEqual(place);
    const caller = await as(t, maria).query(api.models.caller.get, {});
    expect(caller?.organizations).toEqual([
      expect.objectContaining({ slug: "acme", role: "viewer" }),
    ]);
    expect((await people(projectId)).map(({ email, role }) => [email, role])).toContainEqual([
      "maria@example.com",
      "lead",
    ]);
  });

  test("an invitation to a project that names no role makes a contributor", async () => {
    const { projectId } = await create("Spring");
    const { invitationId } = await invite({ projectId });
    const maria = await seedPerson(t, "maria@example.com");
    await as(t, maria).mutation(api.models.invitations.accept, { invitationId });
    expect(await list(maria)).toEqual([["Spring", "contributor"]]);
  });

  test("an invitation to a project takes a newcomer who signs up to the project", async () => {
    const { projectId } = await create("Spring");
    const { invitationId, emailToken } = await seedInvitation(t, acme, { details: { projectId } });
    const response = await openBrowser(t).post("/sign-up/invitation", {
      invitationId,
      token: emailToken,
      name: "Maria",
      password: "correct horse",
    });
    expect(await response.json()).toEqual({ organizationSlug: "acme", projectSlug: "spring" });
  });

  test("inviting to another organization's or an unknown project is refused, archived or not", async () => {
    const globex = await seedOrganization(t, { slug: "globex" });
    const foreign = await create("Secret", globex.owner, globex);
    const archived = await create("Old", globex.owner, globex);
    await as(t, globex.owner).mutation(projects.archive, { projectId: archived.projectId });
    for (const projectId of [foreign.projectId, archived.projectId, "nothing"]) {
      expect(await refusalOf(invite({ projectId }))).toBe("not_found");
    }
  });

  test("inviting with a role that projects do not have, or with a role and no project, is refused", async () => {
    const { projectId } = await create("Spring");
    expect(await refusalOf(invite({ projectId, projectRole: "owner" }))).toBe("bad_input");
    expect(await refusalOf(invite({ projectRole: "lead" }))).toBe("bad_input");
  });
});

describe("project members", () => {
  let projectId: string;
  let lead: Person;
  let member: Person;
  const add = (by: Person, userId: string, role: "lead" | "contributor" | "viewer") =>
    as(t, by).mutation(projects.addMember, { projectId, userId, role });

  beforeEach(async () => {
    projectId = (await create("Spring")).projectId;
    lead = await seedMember(t, acme, "member", "lead@example.com");
    member = await seedMember(t, acme, "member", "member@example.com");
    await add(acme.owner, lead.userId, "lead");
  });

  test("a project's members are managed by its lead, who is only a member of the organization", async () => {
    await add(lead, member.userId, "viewer");
    const target = { projectId, userId: member.userId };
    await as(t, lead).mutation(projects.changeRole, { ...target, role: "contributor" });
    expect(await list(member)).toEqual([["Spring", "contributor"]]);
    await as(t, lead).mutation(projects.remove, target);
    expect(await list(member)).toEqual([]);
  });

  test("a contributor cannot change a project's members, and may leave", async () => {
    await add(lead, member.userId, "contributor");
    const self = { projectId, userId: member.userId };
    expect(await refusalOf(add(member, acme.owner.userId, "viewer"))).toBe("not_allowed");
    expect(
      await refusalOf(as(t, member).mutation(projects.changeRole, { ...self, role: "lead" })),
    ).toBe("not_allowed");
    expect(
      await refusalOf(as(t, member).mutation(projects.remove, { projectId, userId: lead.userId })),
    ).toBe("not_allowed");
    await as(t, member).mutation(projects.remove, self);
    expect(await list(member)).toEqual([]);
  });

  test("only a member of the organization can be added to a project, and only once", async () => {
    const stranger = await seedPerson(t, "stranger@example.com");
    expect(await refusalOf(add(lead, stranger.userId, "viewer"))).toBe("not_found");
    expect(await refusalOf(add(lead, "nobody", "viewer"))).toBe("not_found");
    expect(await refusalOf(add(lead, lead.userId, "viewer"))).toBe("already_member");
  });

  test("a project's members are hidden from a member outside the project and from an outsider", async () => {
    const globex = await seedOrganization(t, { slug: "globex" });
    for (const person of [member, globex.owner]) {
      expect(await refusalOf(people(projectId, person))).toBe("not_found");
      expect(await refusalOf(add(person, person.userId, "lead"))).toBe("not_found");
    }
  });
});
