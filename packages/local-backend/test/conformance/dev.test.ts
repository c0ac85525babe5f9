/** `convex dev` as it is left running beside an editor, and `convex logs` beside a running action. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { ConvexClient, ConvexHttpClient } from "convex/browser";
import { makeFunctionReference } from "convex/server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { messages } from "./api.ts";
import { convex, type Deployed, deploy, type Program, spawnConvex } from "./harness.ts";
import { watch } from "./live-query.ts";

let deployed: Deployed;
let client: ConvexClient;
let http: ConvexHttpClient;

beforeAll(async () => {
  deployed = await deploy();
  client = new ConvexClient(deployed.backend.url, { logger: false });
  http = new ConvexHttpClient(deployed.backend.url, { logger: false });
});

afterAll(async () => {
  await client.close();
  await deployed.close();
});

function write(name: string, source: string): void {
  writeFileSync(join(deployed.appFolder, "convex", name), source);
}

const edited = (value: string) => `
  import { query } from "./_generated/server";
  export const value = query({
    args: {},
    handler: async () => ${value},
  });
`;

/** Calls the function until the CLI shows a run of it: what ran before its first look at the log is history to it. */
async function shownBy(program: Program, name: string): Promise<void> {
  let isShown = false;
  const shown = program.prints(`[CONVEX Q(${name})]`).then(() => {
    isShown = true;
  });
  const called = makeFunctionReference<"query">(name);
  while (!isShown) await http.query(called, {});
  await shown;
}

const query = makeFunctionReference<"query", Record<string, never>, number>("edited:value");

test("every save is pushed, open clients see it, and a mistake waits for its correction", async () => {
  write("edited.ts", edited("1"));
  const dev = spawnConvex(deployed.backend, deployed.appFolder, [
    "dev",
    "--typecheck",
    "disable",
    "--tail-logs",
    "always",
  ]);
  try {
    await dev.prints("Convex functions ready!");
    const live = watch(client, query, {});
    await live.until((value) => value === 1);
    await shownBy(dev, "messages:chatty");

    write("edited.ts", edited("2"));
    await live.until((value) => value === 2);
    write("edited.ts", `${edited("3")}\nthrow new Error("thrown while it is imported");`);
    await dev.prints("thrown while it is imported");
    expect(live.seen.at(-1)).toBe(2);

    write("edited.ts", edited("4"));
    await live.until((value) => value === 4);

    await http.mutation(messages.send, { channel: "dev", body: "text" });
    write("schema.ts", schemaOf("v.number()"));
    await dev.prints("does not match the schema");
    write("schema.ts", schemaOf("v.string()"));
    write("edited.ts", edited("5"));
    await live.until((value) => value === 5);
  } finally {
    dev.kill();
    await dev.ended;
  }
});

function schemaOf(body: string): string {
  return `
    import { defineSchema, defineTable } from "convex/server";
    import { v } from "convex/values";
    export default defineSchema({
      messages: defineTable({
        channel: v.string(), body: ${body}, author: v.optional(v.string()),
      }).index("by_channel", ["channel"]),
      pairs: defineTable({ key: v.number(), half: v.string() }).index("by_key", ["key"]),
    });
  `;
}

test("`convex logs` shows what an action says while it still runs, once", async () => {
  write(
    "speaking.ts",
    `
      import { api } from "./_generated/api";
      import { action } from "./_generated/server";
      export const action_ = action({
        args: {},
        handler: async (ctx) => {
          console.log("I have begun");
          for (;;) {
            const list = await ctx.runQuery(api.messages.list, { channel: "speaking" });
            if (list.length > 0) break;
            await new Promise((resolve) => setTimeout(resolve, 5));
          }
          console.log("I have ended");
        },
      });
    `,
  );
  const { backend, appFolder } = deployed;
  expect((await convex(backend, appFolder, "deploy", "-y", "--typecheck", "disable")).code).toBe(0);
  const logs = spawnConvex(backend, appFolder, ["logs", "--success"]);
  try {
    await logs.prints("Watching logs");
    await shownBy(logs, "messages:chatty");
    const begin = makeFunctionReference<"action">("speaking:action_");
    const running = client.action(begin, {});
    await logs.prints("I have begun");
    await client.mutation(messages.send, { channel: "speaking", body: "go on" });
    await running;
    await logs.prints("I have ended");
    await logs.prints("[CONVEX A(speaking:action_)] Function executed in");
    expect(logs.printed.stdout.split("I have begun")).toHaveLength(2);
  } finally {
    logs.kill();
    await logs.ended;
  }
});
