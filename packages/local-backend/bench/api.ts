/** Functions of test/fixtures/bench-app, as its generated `api` would name them. */
import {
  makeFunctionReference,
  type PaginationOptions,
  type PaginationResult,
} from "convex/server";

export type Note = { key: number; body: string };
export type Ranked = "few" | "many";

export const noteBody = "x".repeat(100);

export const addNote = makeFunctionReference<"mutation", Note, null>("notes:add");
export const addSixNotes = makeFunctionReference<"mutation", Note, null>("notes:addSix");
export const newestNote = makeFunctionReference<
  "query",
  { key: number; call?: number },
  Note | null
>("notes:newest");

export const fill = makeFunctionReference<
  "mutation",
  { table: Ranked; ranks: number[]; body: string },
  null
>("ranked:fill");
export const page = makeFunctionReference<
  "query",
  { table: Ranked; from: number; paginationOpts: PaginationOptions; call: number },
  PaginationResult<{ rank: number }>
>("ranked:page");
export const readOneByOne = makeFunctionReference<
  "query",
  { table: Ranked; count: number; step: number; size: number; call: number },
  number
>("ranked:readOneByOne");
