/** The application that imports and exports are tested with, deployed, and the CLI in its folder. */
import { createWriteStream, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { ConvexHttpClient } from "convex/browser";
import { makeFunctionReference } from "convex/server";
import type { Value } from "convex/values";
import { ZipFile } from "yazl";
import {
  convex,
  type Deployed,
  deploy,
  makeFolder,
  type ProgramResult,
  remove,
} from "./harness.ts";

type Nothing = Record<string, never>;
export type Row = Record<string, Value> & { _id: string; _creationTime: number };

export const data = {
  put: makeFunctionReference<"mutation", { table: string; document: Value }, string>("data:put"),
  all: makeFunctionReference<"query", { table: string }, Row[]>("data:all"),
  ranked: makeFunctionReference<"query", Nothing, string[]>("data:ranked"),
  search: makeFunctionReference<"query", { text: string }, string[]>("data:search"),
  count: makeFunctionReference<"mutation", { name: string; value: bigint }, null>("data:count"),
  counts: makeFunctionReference<"query", Nothing, Row[]>("data:counts"),
  store: makeFunctionReference<"action", { text: string; type: string }, string>("data:store"),
  url: makeFunctionReference<"query", { id: string }, string | null>("data:url"),
};

export interface TransferApp {
  deployed: Deployed;
  client: ConvexHttpClient;
  /** Runs the CLI; throws when it fails. Returns all that it printed. */
  succeeds(...args: string[]): Promise<string>;
  /** Likewise, the other way around. */
  fails(...args: string[]): Promise<string>;
  /** Path of a file that does not exist yet. */
  path(name: string): string;
  file(name: string, content: string): string;
  packed(name: string, files: Record<string, string>): Promise<string>;
  textsOf(table: string): Promise<unknown[]>;
  close(): Promise<void>;
}

export async function deployTransferApp(): Promise<TransferApp> {
  const deployed = await deploy({}, "transfer-app");
  const client = new ConvexHttpClient(deployed.backend.url, { logger: false });
  const work = makeFolder("transfer");
  const path = (name: string) => join(work, name);
  const run = async (args: string[], expected: number): Promise<string> => {
    const result: ProgramResult = await convex(deployed.backend, deployed.appFolder, ...args);
    const { code, stdout, stderr } = result;
    if (code !== expected) throw new Error(`exit code ${code}\n${stdout}${stderr}`);
    return stdout + stderr;
  };
  return {
    deployed,
    client,
    succeeds: (...args) => run(args, 0),
    fails: (...args) => run(args, 1),
    path,
    file(name, content) {
      writeFileSync(path(name), content);
      return path(name);
    },
    async packed(name, files) {
      const zip = new ZipFile();
      for (const [file, content] of Object.entries(files))
        zip.addBuffer(Buffer.from(content), file);
      zip.end();
      await pipeline(zip.outputStream, createWriteStream(path(name)));
      return path(name);
    },
    textsOf: async (table) => (await client.query(data.all, { table })).map(({ text }) => text),
    async close() {
      await deployed.close();
      remove(work);
    },
  };
}
