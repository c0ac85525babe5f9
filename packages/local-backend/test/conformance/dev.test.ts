/** `convex dev` as it is left running beside an editor, and `convex logs` beside a running action. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { ConvexClient, ConvexHttpClient } from "convex/browser";
import { makeFunctionReference } from "convex/server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { messages } from "./api.ts";
import { faultProxy } from "./fault-proxy.ts";
import { convex, type Deployed, deferred, deploy, type Program, spawnConvex } from "./harness.ts";
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

interface WatchedProgram extends Program {
  /** Resolves when it has read the log's end: what ran before is history to it, and what runs from now on is shown. */
  watchesLog: Promise<void>;
  /** Ends it. */
  stop(): Promise<void>;
}

/** The CLI through a proxy that hears when it asks for what comes after the end of the log. */
async function spawnWatched(args: string[]): Promise<WatchedProgram> {
  const { backend, appFolder } = deployed;
  const watches = deferred<void>();
  const proxy = await faultProxy(backend.url, (direction, chunk) => {
    const asks = /stream_function_logs\?cursor=[1-9]/.test(chunk.toString("latin1"));
    if (direction === "up" && asks) watches.resolve();
  });
  const program = spawnConvex({ url: proxy.url, adminKey: backend.adminKey }, appFolder, args);
  const stop = async () => {
    program.kill();
    await program.ended;
    await proxy.close();
  };
  return { ...program, watchesLog: watches.promise, stop };
}

async function showsWhatRuns(program: WatchedProgram): Promise<void> {
  await program.watchesLog;
  await http.query(messages.chatty, {});
  await program.prints("[CONVEX Q(messages:chatty)]");
}

const query = makeFunctionReference<"query", Record<string, never>, number>("edited:value");

test("every save is pushed, open clients see it, and a mistake waits for its correction", async () => {
  write("edited.ts", edited("1"));
  const dev = await spawnWatched(["dev", "--typecheck", "disable", "--tail-logs", "always"]);
  try {
    await dev.prints("Convex functions ready!");
    const live = watch(client, query, {});
    await live.until((value) => value === 1);
    await showsWhatRuns(dev);

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
    await dev.stop();
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
  const logs = await spawnWatched(["logs", "--success"]);
  try {
    await logs.prints("Watching logs");
    await showsWhatRuns(logs);
    const begin = makeFunctionReference<"action">("speaking:action_");
    const running = client.action(begin, {});
    await logs.prints("I have begun");
    await client.mutation(messages.send, { channel: "speaking", body: "go on" });
    await running;
    await logs.prints("I have ended");
    await logs.prints("[CONVEX A(speaking:action_)] Function executed in");
    expect(logs.printed.stdout.split("I have begun")).toHaveLength(2);
  } finally {
    await logs.stop();
  }
});
