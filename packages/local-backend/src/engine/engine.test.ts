import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import {
  collect,
  fullScan,
  openTestEngine,
  temporaryFolder,
  write,
} from "../../test/support/engines.ts";
import { lockFolder } from "../storage/folder-lock.ts";
import { Database, sqlitePackage } from "../storage/sqlite.ts";

test("what was acknowledged is there after the folder is opened again", async () => {
  const folder = temporaryFolder();
  const first = openTestEngine(folder);
  const id = await write(first, (tx) => {
    tx.putRecord("env", "A", "1");
    return tx.insert("", "t", { a: 1 });
  });
  const ts = first.latestTs();
  first.close();
  const second = openTestEngine(folder);
  const snapshot = second.read();
  expect(snapshot.get("", id)).toMatchObject({ a: 1 });
  expect(snapshot.record("env", "A")).toBe("1");
  expect(snapshot.ts).toBeGreaterThan(ts);
  snapshot.close();
});

test("timestamps and creation times grow over a restart with the clock set back, and table numbers are not used twice", async () => {
  const folder = temporaryFolder();
  const first = openTestEngine(folder, { now: () => 2_000_000 });
  const early = await write(first, (tx) => tx.get("", tx.insert("", "t", {})));
  const ts = first.latestTs();
  await write(first, (tx) => tx.dropComponent(""));
  first.close();
  const second = openTestEngine(folder, { now: () => 1_000_000 });
  expect(second.latestTs()).toBeGreaterThan(ts);
  const late = await write(second, (tx) => {
    expect(tx.get("", early?._id ?? "")).toBe(null);
    return tx.get("", tx.insert("", "u", {}));
  });
  expect(late?._creationTime).toBeGreaterThan(early?._creationTime ?? Number.POSITIVE_INFINITY);
  const snapshot = second.read();
  expect(snapshot.tableOf("", early?._id ?? "")).toBe(null);
  snapshot.close();
});

test("a snapshot does not change while others write, and can be read by several at once", async () => {
  const engine = openTestEngine();
  await write(engine, (tx) => tx.insert("", "t", { a: 1 }));
  const before = engine.read();
  await write(engine, (tx) => {
    tx.insert("", "t", { a: 2 });
    tx.insert("", "new", {});
  });
  const again = engine.readAt(before.ts);
  const after = engine.read();
  const values = (snapshot: typeof after) =>
    collect(snapshot.query("", fullScan("t"))).map(({ a }) => a);
  expect(values(before)).toEqual([1]);
  expect(again === null ? null : values(again)).toEqual([1]);
  expect(values(after)).toEqual([1, 2]);
  expect(before.tableNames("")).toEqual(["t"]);
  expect(after.tableNames("")).toEqual(["new", "t"]);
  for (const snapshot of [before, again, after]) snapshot?.close();
  expect(engine.readAt(before.ts)).toBe(null);
});

test("snapshots do not see what a transaction has not committed", async () => {
  const engine = openTestEngine();
  await engine.writeAll([
    async (tx) => {
      tx.insert("", "t", {});
      const snapshot = engine.read();
      expect(snapshot.count("", "t")).toBe(0);
      snapshot.close();
    },
  ]);
  const snapshot = engine.read();
  expect(snapshot.count("", "t")).toBe(1);
  snapshot.close();
});

test("transactions of a group run in order, see one another, and commit at timestamps of their own", async () => {
  const engine = openTestEngine();
  const { commit, results } = await engine.writeAll([
    async (tx) => tx.insert("", "t", {}) !== "" && tx.commitTs,
    async (tx) => {
      tx.insert("", "t", {});
      throw new Error("undone");
    },
    async (tx) => BigInt(tx.count("", "t")),
    async (tx) => tx.insert("", "t", {}) !== "" && tx.commitTs,
  ]);
  const ts = results.map((result) => (result.ok ? result.ts : null));
  expect(results.map((result) => (result.ok ? result.value : null))).toEqual([
    ts[0],
    null,
    1n,
    ts[3],
  ]);
  expect(ts[2]).toBe(ts[0]);
  expect(ts[3]).toBe(commit.ts);
  expect(commit.ts).toBe(engine.latestTs());
});

test("groups handed in at the same time take turns", async () => {
  const engine = openTestEngine();
  const order: string[] = [];
  const slow = (name: string) => async () => {
    order.push(`${name} starts`);
    await Promise.resolve();
    order.push(`${name} ends`);
  };
  await Promise.all([engine.writeAll([slow("a")]), engine.writeAll([slow("b")])]);
  expect(order).toEqual(["a starts", "a ends", "b starts", "b ends"]);
});

test("a group that writes nothing commits nothing", async () => {
  const engine = openTestEngine();
  const ts = engine.latestTs();
  const { commit, results } = await engine.writeAll([async (tx) => tx.hasWrites]);
  expect(commit).toEqual({ ts, stale: [] });
  expect(results).toEqual([{ ok: true, value: false, ts }]);
});

test("a group that finds the disk full fails as a whole with what to do, and the engine goes on", async () => {
  const engine = openTestEngine(temporaryFolder(), { maxPages: 60 });
  await write(engine, (tx) => tx.insert("", "t", { a: 0 }));
  const { commit, results } = await engine.writeAll([
    async (tx) => tx.insert("", "t", { a: 1 }),
    async (tx) => tx.insert("", "t", { a: "x".repeat(500_000) }),
    async (tx) => tx.insert("", "other", {}),
  ]);
  expect(commit).toEqual({ ts: engine.latestTs(), stale: [] });
  const failed = { ok: false, error: { code: "data_disk_full" } };
  expect(results).toMatchObject([failed, failed, failed]);
  await write(engine, (tx) => tx.insert("", "t", { a: 2 }));
  const snapshot = engine.read();
  expect(collect(snapshot.query("", fullScan("t"))).map(({ a }) => a)).toEqual([0, 2]);
  expect(snapshot.tableNames("")).toEqual(["t"]);
  snapshot.close();
});

test("a function that goes on after the disk was full writes nothing more", async () => {
  const engine = openTestEngine(temporaryFolder(), { maxPages: 60 });
  const { results } = await engine.writeAll([
    async (tx) => {
      const savepoint = tx.savepoint();
      try {
        tx.insert("", "t", { a: "x".repeat(500_000) });
        savepoint.release();
      } catch {
        savepoint.rollback();
      }
      tx.putRecord("space", "key", "value");
      return "";
    },
    async (tx) => tx.insert("", "t", {}),
  ]);
  expect(results.map(({ ok }) => ok)).toEqual([false, false]);
  const snapshot = engine.read();
  expect(snapshot.tableNames("")).toEqual([]);
  expect(snapshot.record("space", "key")).toBe(null);
  snapshot.close();
});

test("a database of another version is refused and left as it was", () => {
  const folder = temporaryFolder();
  openTestEngine(folder).close();
  const file = join(folder, "data.sqlite");
  const db = new Database(file);
  db.pragma("user_version = 99");
  db.pragma("wal_checkpoint(TRUNCATE)");
  db.close();
  const before = readFileSync(file);
  expect(() => openTestEngine(folder)).toThrow(
    expect.objectContaining({
      code: "data_version",
      message: expect.stringMatching(/is of version 99, and this program reads version 2/),
    }),
  );
  expect(readFileSync(file).equals(before)).toBe(true);
});

test("a database of version 1 is brought up to date with its documents and ids", async () => {
  const folder = temporaryFolder();
  const first = openTestEngine(folder);
  const id = await write(first, (tx) => tx.insert("", "t", { a: 1 }));
  first.close();
  const db = new Database(join(folder, "data.sqlite"));
  db.exec("DROP INDEX table_ids; ALTER TABLE tables DROP COLUMN id_number");
  db.pragma("user_version = 1");
  db.close();
  const engine = openTestEngine(folder);
  const snapshot = engine.read();
  expect(snapshot.get("", id)).toMatchObject({ a: 1 });
  snapshot.close();
  expect(await write(engine, (tx) => tx.insert("", "t", {}))).toHaveLength(id.length);
});

test("another program's SQLite file is refused and left as it was", () => {
  const folder = temporaryFolder();
  const file = join(folder, "data.sqlite");
  const db = new Database(file);
  db.exec("CREATE TABLE theirs (a)");
  db.close();
  const before = readFileSync(file);
  expect(() => openTestEngine(folder)).toThrow(expect.objectContaining({ code: "data_version" }));
  expect(readFileSync(file).equals(before)).toBe(true);
});

test("a damaged file is named as such and left as it was", () => {
  const folder = temporaryFolder();
  const file = join(folder, "data.sqlite");
  writeFileSync(file, "this is not a database, but it is long enough to be looked at. ".repeat(50));
  const before = readFileSync(file);
  expect(() => openTestEngine(folder)).toThrow(expect.objectContaining({ code: "data_corrupted" }));
  expect(readFileSync(file).equals(before)).toBe(true);
});

test("a damaged page is named as such, and what lies elsewhere can be read", async () => {
  const folder = temporaryFolder();
  const engine = openTestEngine(folder);
  const ids = await write(engine, (tx) =>
    ["healthy", "DAMAGED"].map((mark) => tx.insert("", mark, { text: mark.repeat(9_000) })),
  );
  engine.close();
  const file = join(folder, "data.sqlite");
  const bytes = readFileSync(file);
  // A long text fills pages of its own: four bytes that name the next one, then text.
  const pageBytes = 4096;
  const ownPages = Array.from({ length: bytes.length / pageBytes }, (_, i) => i).filter((i) =>
    /^[DAMGE]+$/.test(bytes.toString("latin1", i * pageBytes + 4, (i + 1) * pageBytes)),
  );
  const page = ownPages[2] ?? Number.NaN;
  bytes.fill(0xff, page * pageBytes, (page + 1) * pageBytes);
  writeFileSync(file, bytes);
  const snapshot = openTestEngine(folder).read();
  expect(snapshot.get("", ids[0] ?? "")).toMatchObject({ text: "healthy".repeat(9_000) });
  expect(() => snapshot.get("", ids[1] ?? "")).toThrow(
    expect.objectContaining({ code: "data_corrupted" }),
  );
  snapshot.close();
});

test("a folder below a file is refused with what to do", () => {
  const folder = join(temporaryFolder(), "file");
  writeFileSync(folder, "");
  expect(() => openTestEngine(folder)).toThrow(
    expect.objectContaining({ code: "folder_not_writable" }),
  );
});

test("only one holds a folder, and the lock goes with its holder", () => {
  const folder = temporaryFolder();
  const lock = lockFolder(folder);
  const inAnotherProcess = () =>
    spawnSync(process.execPath, ["-e", OPEN_LOCK, join(folder, "lock.sqlite")], {
      cwd: import.meta.dirname,
      encoding: "utf8",
    }).stdout;
  expect(inAnotherProcess()).toBe("SQLITE_BUSY");
  expect(() => lockFolder(folder)).toThrow(
    expect.objectContaining({ code: "folder_in_use", message: expect.stringContaining(folder) }),
  );
  lock.release();
  expect(inAnotherProcess()).toBe("free");
});

const OPEN_LOCK = `
  const db = new (require("${sqlitePackage}"))(process.argv[1], { timeout: 0 });
  try { db.exec("BEGIN EXCLUSIVE"); process.stdout.write("free"); }
  catch (error) { process.stdout.write(error.code); }
`;

test("a closed engine refuses work, and closing twice does no harm", async () => {
  const engine = openTestEngine();
  engine.close();
  engine.close();
  expect(() => engine.read()).toThrow(/closed/);
  await expect(engine.writeAll([async () => 1])).rejects.toThrow(/closed/);
});

test("a snapshot that is read from is closed when the reading has ended, failed, or been awaited", async () => {
  const engine = openTestEngine();
  const { ts } = await engine.reading(async (snapshot) => snapshot);
  const isOpen = () => {
    const snapshot = engine.readAt(ts);
    snapshot?.close();
    return snapshot !== null;
  };
  let go = () => {};
  const waiting = engine.reading(
    () =>
      new Promise<void>((resolve) => {
        go = resolve;
      }),
  );
  expect(engine.reading((snapshot) => snapshot.ts)).toBe(ts);
  expect(() => engine.reading(() => JSON.parse("{"))).toThrow(SyntaxError);
  await expect(engine.reading(async () => JSON.parse("{"))).rejects.toThrow(SyntaxError);
  await write(engine, (tx) => tx.insert("", "notes", {}));
  expect(isOpen()).toBe(true);
  go();
  await waiting;
  expect(isOpen()).toBe(false);
});
