import fc from "fast-check";
import { expect, test } from "vitest";
import {
  byIndex,
  collect,
  eq,
  fullScan,
  openTestEngine,
  schemaOf,
  write,
} from "../../test/support/engines.ts";
import type { Engine, JsonObject, Page, PageRequest, QueryJson } from "./types.ts";

const query: fc.Arbitrary<QueryJson> = fc.constantFrom(
  byIndex("t.by_a"),
  byIndex("t.by_a", [{ type: "Gte", fieldPath: "a", value: 2 }], "desc"),
  fullScan("t", "desc"),
  fullScan("t", null, [{ filter: { $neq: [{ $field: "a" }, { $literal: 1 }] } }]),
);

const change = fc.oneof(
  fc.record({ kind: fc.constant("insert" as const), a: fc.nat(5), at: fc.nat() }),
  fc.record({ kind: fc.constant("remove" as const), a: fc.nat(5), at: fc.nat() }),
  fc.record({ kind: fc.constant("patch" as const), a: fc.nat(5), at: fc.nat() }),
);

function loadPage(engine: Engine, component: string, request: PageRequest): Page {
  const snapshot = engine.read();
  const page = snapshot.page(component, request);
  snapshot.close();
  return page;
}

test("loaded pages that run again to their old ends are together what a full scan returns", async () => {
  const engine = openTestEngine();
  let run = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat(5), { minLength: 1, maxLength: 20 }),
      query,
      fc.integer({ min: 1, max: 6 }),
      fc.array(change, { maxLength: 15 }),
      async (values, paginated, pageSize, changes) => {
        const component = `c${run++}`;
        const ids = await write(engine, (tx) => {
          tx.applySchema(component, schemaOf({ t: { by_a: ["a"] } }));
          return values.map((a) => tx.insert(component, "t", { a }));
        });
        const ends: string[] = [];
        for (let isDone = false; !isDone; ) {
          const cursor = ends.at(-1) ?? null;
          const page = loadPage(engine, component, { query: paginated, cursor, pageSize });
          ends.push(page.continueCursor);
          isDone = page.isDone;
        }
        await write(engine, (tx) => {
          for (const { kind, a, at } of changes) {
            const id = ids[at % ids.length];
            if (kind === "insert") ids.push(tx.insert(component, "t", { a }));
            else if (id !== undefined && kind === "patch") tx.patch(component, id, { a });
            else if (id !== undefined && ids.length > 1) {
              tx.remove(component, id);
              ids.splice(at % ids.length, 1);
            }
          }
        });
        const reloaded = ends.map((endCursor, i) =>
          loadPage(engine, component, {
            query: paginated,
            cursor: ends[i - 1] ?? null,
            endCursor,
            pageSize,
          }),
        );
        const snapshot = engine.read();
        const everything = collect(snapshot.query(component, paginated));
        snapshot.close();
        expect(reloaded.flatMap(({ page }) => page)).toEqual(everything);
        expect(reloaded.map(({ continueCursor }) => continueCursor)).toEqual(ends);
        expect(reloaded.map(({ isDone }) => isDone)).toEqual(
          ends.map((_, i) => i === ends.length - 1),
        );
      },
    ),
    { numRuns: 200 },
  );
});

async function engineWith(count: number): Promise<Engine> {
  const engine = openTestEngine();
  await write(engine, (tx) => {
    tx.applySchema("", schemaOf({ t: { by_a: ["a"] } }));
    for (let a = 0; a < count; a++) tx.insert("", "t", { a });
  });
  return engine;
}

test("a split page is two pages with the same documents", async () => {
  const engine = await engineWith(9);
  const whole = loadPage(engine, "", { query: fullScan("t"), cursor: null, pageSize: 8 });
  const endCursor = whole.splitCursor ?? "";
  const first = loadPage(engine, "", {
    query: fullScan("t"),
    cursor: null,
    endCursor,
    pageSize: 8,
  });
  const second = loadPage(engine, "", {
    query: fullScan("t"),
    cursor: endCursor,
    endCursor: whole.continueCursor,
    pageSize: 8,
  });
  expect(first.page.length).toBeGreaterThan(0);
  expect(second.page.length).toBeGreaterThan(0);
  expect([...first.page, ...second.page]).toEqual(whole.page);
});

test("a page that reads too many rows ends early and asks to be split", async () => {
  const engine = await engineWith(20);
  const filter: JsonObject = { $gte: [{ $field: "a" }, { $literal: 18 }] };
  const filtered = fullScan("t", null, [{ filter }]);
  const request = { query: filtered, cursor: null, pageSize: 5, maximumRowsRead: 10 };
  const snapshot = engine.read();
  const first = snapshot.page("", request);
  const second = snapshot.page("", { ...request, cursor: first.continueCursor });
  expect(snapshot.reads.documents).toBe(20);
  snapshot.close();
  expect(first).toMatchObject({ page: [], isDone: false, pageStatus: "SplitRequired" });
  expect(second.page.map(({ a }) => a)).toEqual([18, 19]);
});

test.each([{ maximumRowsRead: 2 }, { maximumBytesRead: 1 }])(
  "a page that runs again to its end holds all up to there, whatever it may read (%j)",
  async (limits) => {
    const engine = await engineWith(9);
    const request = { query: fullScan("t"), cursor: null, pageSize: 4 };
    const { continueCursor: endCursor } = loadPage(engine, "", request);
    const again = loadPage(engine, "", { ...request, endCursor, ...limits });
    expect(again.page.map(({ a }) => a)).toEqual([0, 1, 2, 3]);
    expect(again).toMatchObject({ continueCursor: endCursor, isDone: false });
  },
);

test.each([
  [{ pageSize: 32_001 }, "Requested too many items: 32001"],
  [{ maximumRowsRead: 0 }, "must be greater than 0"],
  [{ maximumBytesRead: 0 }, "must be greater than 0"],
])("a page of %j is refused", async (sizes, message) => {
  const engine = await engineWith(1);
  const request = { query: fullScan("t"), cursor: null, pageSize: 1, ...sizes };
  expect(() => loadPage(engine, "", request)).toThrow(message);
});

test("a cursor is refused by another query, and so is one that was made up", async () => {
  const engine = await engineWith(3);
  const { continueCursor } = loadPage(engine, "", {
    query: fullScan("t"),
    cursor: null,
    pageSize: 1,
  });
  const others = [
    { query: fullScan("t", "desc"), cursor: continueCursor },
    { query: byIndex("t.by_a", [eq("a", 1)]), cursor: continueCursor },
    { query: fullScan("t"), cursor: "made up" },
    { query: fullScan("t"), cursor: "" },
  ];
  for (const { query: other, cursor } of others) {
    expect(() => loadPage(engine, "", { query: other, cursor, pageSize: 1 })).toThrow(
      expect.objectContaining({ code: "InvalidCursor", data: expect.anything() }),
    );
  }
});

test("a page of a table that does not exist is empty and done", () => {
  const engine = openTestEngine();
  expect(loadPage(engine, "", { query: fullScan("t"), cursor: null, pageSize: 1 })).toMatchObject({
    page: [],
    isDone: true,
  });
});

test.each([0, -1, 1.5, Number.NaN])("a page of %d documents is refused", (pageSize) => {
  const engine = openTestEngine();
  expect(() => loadPage(engine, "", { query: fullScan("t"), cursor: null, pageSize })).toThrow(
    /whole number above 0/,
  );
});
