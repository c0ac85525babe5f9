import { beforeEach, describe, expect, test, vi } from "vitest";
import { api, internal } from "../_generated/api";
import type { Id } from "../_generated/dataModel";
import { refusalDataOf, refusalOf } from "../refusals.helpers";
import { MAX_LOGO_BYTES } from "../rules/image";
import { joined, jpeg, png, pngOf, svg, webp } from "../rules/image.helpers";
import { HOUR, MINUTE } from "../rules/time";
import { as, seedInvitation, seedMember, seedOrganization } from "../seed.helpers";
import { type Backend, passTime, startBackend } from "../setup.helpers";

const look = api.models.organizationLook;

let t: Backend;
let acme: Awaited<ReturnType<typeof seedOrganization>>;

beforeEach(async () => {
  vi.useFakeTimers();
  t = startBackend();
  acme = await seedOrganization(t);
});

const ofAcme = () => ({ organizationId: acme.organizationId });
const get = (person = acme.owner) => as(t, person).query(look.get, ofAcme());
const update = (change: object, person = acme.owner) =>
  as(t, person).mutation(look.update, { ...ofAcme(), ...change });
/** As a browser sends it: with whatever type it claims. */
const upload = (bytes: Uint8Array<ArrayBuffer>, type = "image/png") =>
  t.run((ctx) => ctx.storage.store(new Blob([bytes], { type })));
const setLogo = (storageId: Id<"_storage">, { organizationId, owner } = acme) =>
  as(t, owner).action(look.setLogo, { organizationId, storageId });
const files = () => t.run((ctx) => ctx.db.system.query("_storage").collect());
const changes = () =>
  t.run(async (ctx) => {
    const events = await ctx.db.query("invitationEvents").collect();
    return events.filter(({ type }) => type === "settingsChanged");
  });

test("an organization that set nothing has no look", async () => {
  expect(await get()).toEqual({});
});

test("an admin's change of some of it leaves the rest, and is stored tidy", async () => {
  const admin = await seedMember(t, acme, "admin");
  await update({ accentColor: "1E6F5C", letterText: " We are Acme.\r\n" }, admin);
  expect(await update({ replyToEmail: "Hi@Acme.Test" })).toEqual({
    accentColor: "#1e6f5c",
    letterText: "We are Acme.",
    replyToEmail: "hi@acme.test",
  });
  await update({ accentColor: null, letterText: null, replyToEmail: null });
  expect(await get(admin)).toEqual({});
});

test("every change is in the trail, as it was and as it is, and what changes nothing is not", async () => {
  await update({ accentColor: "#1e6f5c" });
  await update({ accentColor: "#1e6f5c", letterText: "We are Acme." });
  await update({ accentColor: "#1E6F5C" });
  await setLogo(await upload(png));
  await as(t, acme.owner).mutation(look.removeLogo, ofAcme());
  await as(t, acme.owner).mutation(look.removeLogo, ofAcme());
  const actor = { kind: "user", userId: acme.owner.userId };
  expect(await changes()).toMatchObject([
    { actor, detail: { before: {}, after: { accentColor: "#1e6f5c" } } },
    { actor, detail: { before: {}, after: { letterText: "We are Acme." } } },
    { actor, detail: { before: {}, after: { logo: "PNG, 48 × 24" } } },
    { actor, detail: { before: { logo: "PNG, 48 × 24" }, after: {} } },
  ]);
});

test.each([
  ["accentColor", "teal", "#1e6f5c"],
  ["replyToEmail", "acme", "complete email address"],
  ["letterText", "See acme.com", "such as acme.com"],
  ["letterText", "a".repeat(501), "1 too many"],
])("%s refuses %j, says why and stores nothing", async (field, value, why) => {
  const refused = await refusalDataOf(update({ letterText: "Hello", [field]: value }));
  expect(refused).toMatchObject({ code: "bad_look", field });
  expect(refused.message).toContain(why);
  expect(await get()).toEqual({});
  expect(await changes()).toEqual([]);
});

describe("logo", () => {
  test.each([
    ["a PNG", png, "image/png"],
    ["a JPEG", jpeg, "image/jpeg"],
    ["a WebP", webp, "image/webp"],
    ["a PNG that is a page to whoever reads on", joined(png, svg), "image/png"],
  ])("%s is kept with the type of its bytes, whatever it was sent as", async (_, bytes, kind) => {
    const sent = await upload(bytes, "text/html");
    await setLogo(sent);
    const [kept, ...others] = await files();
    expect(others).toEqual([]);
    expect(kept?._id).not.toBe(sent);
    const type = await t.run(async (ctx) => kept && (await ctx.storage.get(kept._id))?.type);
    expect(type).toBe(kind);
    expect(await get()).toEqual({ logo: { url: expect.any(String), width: 48, height: 24 } });
  });

  test.each([
    ["an SVG with the name of a PNG", svg, /^SVG files can't be used/],
    ["a page", new TextEncoder().encode("<!doctype html>"), /complete PNG, JPEG, or WebP/],
    ["a PNG that breaks off", png.slice(0, -20), /complete PNG, JPEG, or WebP/],
    ["one byte too many", joined(png, new Uint8Array(MAX_LOGO_BYTES + 1 - png.length)), /512 kB/],
    ["a picture of 50,000 pixels", pngOf(50_000, 50_000), /50000 × 50000.*at most 2048/],
  ])("%s is refused in words, and deleted", async (_, bytes, words) => {
    await setLogo(await upload(png));
    const before = await get();
    const refused = await refusalDataOf(setLogo(await upload(bytes, "image/png")));
    expect(refused).toMatchObject({ code: "bad_look", field: "logo" });
    expect(refused.message).toMatch(words);
    expect(await get()).toEqual(before);
    expect(await files()).toHaveLength(1);
  });

  test("one that is replaced or removed is deleted", async () => {
    await setLogo(await upload(png));
    const [first] = await files();
    await setLogo(await upload(jpeg));
    const [second, ...others] = await files();
    expect(others).toEqual([]);
    expect(second?._id).not.toBe(first?._id);
    await as(t, acme.owner).mutation(look.removeLogo, ofAcme());
    expect(await files()).toEqual([]);
    expect(await get()).toEqual({});
  });

  test("a change of the rest leaves it", async () => {
    await setLogo(await upload(png));
    const { logo } = await update({ accentColor: "#000000" });
    expect(logo).toBeDefined();
    expect(await files()).toHaveLength(1);
  });

  test("an upload is set once, and another organization's logo is no upload", async () => {
    const sent = await upload(png);
    await setLogo(sent);
    expect(await refusalDataOf(setLogo(sent))).toMatchObject({ code: "bad_look", field: "logo" });
    const globex = await seedOrganization(t, { slug: "globex" });
    const [kept] = await files();
    if (!kept) throw new Error("No logo was kept");
    expect(await refusalOf(setLogo(kept._id, globex))).toBe("bad_look");
    expect(await files()).toHaveLength(1);
  });

  test("who may not change settings neither reads nor deletes an upload", async () => {
    const sent = await upload(svg);
    const member = await seedMember(t, acme, "member");
    const asMember = as(t, member).action(look.setLogo, { ...ofAcme(), storageId: sent });
    expect(await refusalOf(asMember)).toBe("not_allowed");
    expect(await files()).toHaveLength(1);
  });

  test("who was removed while the picture was looked at changes nothing", async () => {
    const globex = await seedOrganization(t, { slug: "globex" });
    const storageId = await upload(png);
    const logo = { storageId, kind: "image/png", width: 48, height: 24 } as const;
    const keep = as(t, globex.owner).mutation(internal.jobs.logos.keep, { ...ofAcme(), logo });
    expect(await refusalOf(keep)).toBe("not_found");
    expect(await get()).toEqual({});
  });

  test("addresses to upload to are limited for each person", async () => {
    const ask = () => as(t, acme.owner).mutation(look.generateLogoUploadUrl, ofAcme());
    for (let n = 0; n < 10; n++) expect(await ask()).toMatch(/^https:/);
    expect(await refusalDataOf(ask())).toMatchObject({ code: "rate_limited" });
  });
});

describe("sweeping", () => {
  async function askForAddress() {
    await as(t, acme.owner).mutation(look.generateLogoUploadUrl, ofAcme());
  }
  async function pass(ms: number) {
    vi.advanceTimersByTime(ms);
    await t.finishInProgressScheduledFunctions();
  }

  test("an upload that nobody set is deleted when its address is long no good, and a logo stays", async () => {
    await askForAddress();
    vi.advanceTimersByTime(MINUTE);
    await setLogo(await upload(png));
    await upload(jpeg);
    vi.advanceTimersByTime(HOUR);
    await upload(svg);
    await pass(58 * MINUTE);
    expect(await files()).toHaveLength(3);
    await pass(MINUTE);
    const [kept, ...others] = await files();
    expect(others).toEqual([]);
    expect((await get()).logo).toBeDefined();
    expect(kept?.size).toBe(png.length);
  });

  test("one that is too new may still be on its way to be set", async () => {
    await askForAddress();
    vi.advanceTimersByTime(HOUR + 15 * MINUTE);
    await upload(png);
    await pass(HOUR);
    expect(await files()).toHaveLength(1);
  });

  test("more than one batch goes", async () => {
    await askForAddress();
    vi.advanceTimersByTime(MINUTE);
    for (let n = 0; n < 120; n++) await upload(png);
    await pass(2 * HOUR);
    await pass(0);
    expect(await files()).toEqual([]);
  });
});

describe("letters", () => {
  async function letter() {
    await t.finishInProgressScheduledFunctions();
    const [mail] = await t.query(api.models.mailbox.list, {});
    if (!mail) throw new Error("No letter was sent");
    return mail;
  }

  test("an invitation wears the look that the organization has when it is sent", async () => {
    await setLogo(await upload(png));
    await update({ accentColor: "#ffeb3b", letterText: "We are <Acme>." });
    await seedInvitation(t, acme, { email: "maria@example.com" });
    await as(t, acme.owner).mutation(api.models.invitations.create, {
      ...ofAcme(),
      email: "nina@example.com",
      role: "member",
    });
    await update({ accentColor: "#123456" });
    await passTime(t, MINUTE);
    const { html, text } = await letter();
    const { logo } = await get();
    expect(html).toContain(`<img src="${logo?.url}" alt="Acme" width="48" height="24"`);
    expect(html).toContain("background-color:#123456");
    expect(html).toContain("We are &lt;Acme&gt;.");
    expect(text).toContain("We are <Acme>.");
  });

  test("the preview is that letter, with what is typed and not saved", async () => {
    await setLogo(await upload(png));
    await update({ accentColor: "#ffeb3b", letterText: "We are Acme." });
    const preview = (typed: object) =>
      as(t, acme.owner).query(api.models.letterPreview.invitation, { ...ofAcme(), ...typed });
    const saved = await preview({});
    expect(saved).toMatchObject({ subject: expect.stringContaining("invited you to join Acme") });
    expect(saved.html).toMatch(/<img .*#ffeb3b.*We are Acme\./s);
    const typed = await preview({
      accentColor: "#12",
      letterText: "See acme.com",
      replyToEmail: "hi@acme.test",
    });
    expect(typed.problems).toEqual({
      accentColor: expect.stringContaining("#1e6f5c"),
      letterText: expect.stringContaining("acme.com"),
    });
    // A color that is half typed leaves the saved one; the words are shown as they are.
    expect(typed.html).toMatch(/#ffeb3b.*See acme\.com/s);
    expect(await get()).toMatchObject({ accentColor: "#ffeb3b", letterText: "We are Acme." });
  });
});
