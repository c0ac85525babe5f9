/**
 * What the server says over the WebSocket, as finished text. A query's result is turned into text once and then
 * only joined with a query's id, however many sockets receive it.
 */
import { encodeTimestamp } from "./timestamp.ts";

export interface StateVersion {
  querySet: number;
  identity: number;
  ts: bigint;
}

/** Fields of a function's result that the wire needs; values are JSON text. */
export type WireOutcome =
  | { ok: true; valueJson: string; logLines: string[] }
  | { ok: false; errorMessage: string; errorDataJson?: string; logLines: string[] };

/** A query's result, ready to be sent under any query id. */
export interface PreparedResult {
  readonly type: "QueryUpdated" | "QueryFailed";
  /** What follows the query id. */
  readonly tail: string;
  /** Equal for results that a client can't tell apart: a request id doesn't count. */
  readonly fingerprint: string;
  /** What the next run of the query has to start from, so that a page keeps its end. */
  readonly journal: string | null;
}

export function prepareResult(outcome: WireOutcome, journal: string | null): PreparedResult {
  const logLines = JSON.stringify(outcome.logLines);
  const end = `,"logLines":${logLines},"journal":${JSON.stringify(journal)}}`;
  if (outcome.ok) {
    const tail = `,"value":${outcome.valueJson}${end}`;
    return { type: "QueryUpdated", tail, fingerprint: tail, journal };
  }
  const tail = `,"errorMessage":${JSON.stringify(outcome.errorMessage)}${errorData(outcome)}${end}`;
  const fingerprint = `!${tail.replaceAll(/\[Request ID: \w+\]/g, "")}`;
  return { type: "QueryFailed", tail, fingerprint, journal };
}

export function queryResultText(queryId: number, result: PreparedResult): string {
  return `{"type":"${result.type}","queryId":${queryId}${result.tail}`;
}

export function queryRemovedText(queryId: number): string {
  return `{"type":"QueryRemoved","queryId":${queryId}}`;
}

export function transitionText(
  start: StateVersion,
  end: StateVersion,
  modifications: readonly string[],
): string {
  return `{"type":"Transition","startVersion":${versionText(start)},"endVersion":${versionText(end)},"modifications":[${modifications.join(",")}]}`;
}

/** A transition that is longer goes out in pieces, as some networks cut large frames off. */
export const MAX_TRANSITION_LENGTH = 5_000_000;

/** The message itself, or the chunks that the client joins to it. They must be sent without anything in between. */
export function transitionMessages(text: string): string[] {
  if (text.length <= MAX_TRANSITION_LENGTH) return [text];
  const chunks: string[] = [];
  for (let start = 0; start < text.length; ) {
    let end = Math.min(start + MAX_TRANSITION_LENGTH, text.length);
    // Half a surrogate pair is no text that could be sent.
    if (end < text.length && isHighSurrogate(text.charCodeAt(end - 1))) end--;
    chunks.push(text.slice(start, end));
    start = end;
  }
  const shared = { totalParts: chunks.length, transitionId: String(text.length) };
  return chunks.map((chunk, partNumber) =>
    JSON.stringify({ type: "TransitionChunk", chunk, partNumber, ...shared }),
  );
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00;
}

export function mutationResponseText(
  requestId: number,
  outcome: WireOutcome & { ts: bigint },
): string {
  const ts = outcome.ok ? `,"ts":"${encodeTimestamp(outcome.ts)}"` : "";
  return `{"type":"MutationResponse","requestId":${requestId}${responseFields(outcome)}${ts}}`;
}

export function actionResponseText(requestId: number, outcome: WireOutcome): string {
  return `{"type":"ActionResponse","requestId":${requestId}${responseFields(outcome)}}`;
}

export function authErrorText(
  error: string,
  baseVersion: number,
  authUpdateAttempted: boolean,
): string {
  return JSON.stringify({ type: "AuthError", error, baseVersion, authUpdateAttempted });
}

export function fatalErrorText(error: string): string {
  return JSON.stringify({ type: "FatalError", error });
}

export const pingText = '{"type":"Ping"}';

function responseFields(outcome: WireOutcome): string {
  const logLines = `,"logLines":${JSON.stringify(outcome.logLines)}`;
  return outcome.ok
    ? `,"success":true,"result":${outcome.valueJson}${logLines}`
    : `,"success":false,"result":${JSON.stringify(outcome.errorMessage)}${errorData(outcome)}${logLines}`;
}

function errorData(outcome: { errorDataJson?: string }): string {
  return outcome.errorDataJson === undefined ? "" : `,"errorData":${outcome.errorDataJson}`;
}

function versionText(version: StateVersion): string {
  return `{"querySet":${version.querySet},"identity":${version.identity},"ts":"${encodeTimestamp(version.ts)}"}`;
}
