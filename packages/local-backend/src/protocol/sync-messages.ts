/**
 * What a client says over the WebSocket, with the names of Convex's own client (`browser/sync/protocol.ts`).
 * Arguments stay JSON text: the sync layer only forwards them.
 */
import { reasonOf } from "../errors.ts";
import { isObject, type JsonObject, type JsonValue } from "./json.ts";

export interface Connect {
  type: "Connect";
  sessionId: string;
  connectionCount: number;
  lastCloseReason: string | null;
}

export type Authenticate =
  | {
      type: "Authenticate";
      tokenType: "Admin";
      value: string;
      baseVersion: number;
      impersonating: JsonObject | null;
    }
  | { type: "Authenticate"; tokenType: "User"; value: string; baseVersion: number }
  | { type: "Authenticate"; tokenType: "None"; baseVersion: number };

export interface AddQuery {
  type: "Add";
  queryId: number;
  udfPath: string;
  argsJson: string;
  journal: string | null;
  componentPath: string | undefined;
}

export interface RemoveQuery {
  type: "Remove";
  queryId: number;
}

export interface ModifyQuerySet {
  type: "ModifyQuerySet";
  baseVersion: number;
  newVersion: number;
  modifications: Array<AddQuery | RemoveQuery>;
}

export interface FunctionRequest {
  type: "Mutation" | "Action";
  requestId: number;
  udfPath: string;
  argsJson: string;
  componentPath: string | undefined;
}

/** Telemetry of the client: accepted and dropped. */
export interface ClientEvent {
  type: "Event";
}

export type ClientMessage = Connect | Authenticate | ModifyQuerySet | FunctionRequest | ClientEvent;

/** The client broke the protocol. `message` is sent to it as a `FatalError`. */
export class ProtocolError extends Error {
  override readonly name = "ProtocolError";
}

/** @throws ProtocolError when the text isn't a message of the protocol. */
export function decodeClientMessage(text: string): ClientMessage {
  const message = parseObject(text);
  const { type } = message;
  switch (type) {
    case "Connect":
      return {
        type,
        sessionId: string(message, "sessionId"),
        connectionCount: version(message, "connectionCount"),
        lastCloseReason: optionalString(message, "lastCloseReason") ?? null,
      };
    case "Authenticate":
      return decodeAuthenticate(message);
    case "ModifyQuerySet":
      return {
        type,
        baseVersion: version(message, "baseVersion"),
        newVersion: version(message, "newVersion"),
        modifications: array(message, "modifications").map(decodeModification),
      };
    case "Mutation":
    case "Action":
      return {
        type,
        requestId: version(message, "requestId"),
        udfPath: string(message, "udfPath"),
        argsJson: argsText(message),
        componentPath: optionalString(message, "componentPath"),
      };
    case "Event":
      return { type };
    default:
      throw new ProtocolError(
        `Unknown message type ${JSON.stringify(type) ?? "undefined"}. Expected Connect, Authenticate, ModifyQuerySet, Mutation, Action or Event.`,
      );
  }
}

function decodeAuthenticate(message: JsonObject): Authenticate {
  const { type, tokenType } = { type: "Authenticate" as const, tokenType: message.tokenType };
  const baseVersion = version(message, "baseVersion");
  switch (tokenType) {
    case "Admin":
      return {
        type,
        tokenType,
        baseVersion,
        value: string(message, "value"),
        impersonating: optionalObject(message, "impersonating"),
      };
    case "User":
      return { type, tokenType, baseVersion, value: string(message, "value") };
    case "None":
      return { type, tokenType, baseVersion };
    default:
      throw new ProtocolError('Authenticate: "tokenType" must be "Admin", "User" or "None".');
  }
}

function decodeModification(value: JsonValue): AddQuery | RemoveQuery {
  if (!isObject(value))
    throw new ProtocolError("ModifyQuerySet: a modification must be an object.");
  switch (value.type) {
    case "Add":
      return {
        type: "Add",
        queryId: version(value, "queryId"),
        udfPath: string(value, "udfPath"),
        argsJson: argsText(value),
        journal: optionalString(value, "journal") ?? null,
        componentPath: optionalString(value, "componentPath"),
      };
    case "Remove":
      return { type: "Remove", queryId: version(value, "queryId") };
    default:
      throw new ProtocolError('ModifyQuerySet: a modification must be an "Add" or a "Remove".');
  }
}

function parseObject(text: string): JsonObject {
  let value: JsonValue;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new ProtocolError(`The message is not valid JSON: ${reasonOf(error)}`);
  }
  if (!isObject(value)) throw new ProtocolError("A message must be a JSON object.");
  return value;
}

function argsText(message: JsonObject): string {
  const args = array(message, "args");
  if (args.length > 1) throw invalid(message, "args", "an array that holds one object");
  try {
    return JSON.stringify(args[0] ?? {});
  } catch (error) {
    throw new ProtocolError(
      `${nameOf(message)}: the arguments nest too deeply: ${reasonOf(error)}`,
    );
  }
}

function string(message: JsonObject, field: string): string {
  const value = message[field];
  if (typeof value !== "string") throw invalid(message, field, "a string");
  return value;
}

function optionalString(message: JsonObject, field: string): string | undefined {
  const value = message[field];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "string") throw invalid(message, field, "a string");
  return value;
}

function optionalObject(message: JsonObject, field: string): JsonObject | null {
  const value = message[field];
  if (value === undefined || value === null) return null;
  if (!isObject(value)) throw invalid(message, field, "an object");
  return value;
}

function array(message: JsonObject, field: string): JsonValue[] {
  const value = message[field];
  if (!Array.isArray(value)) throw invalid(message, field, "an array");
  return value;
}

function version(message: JsonObject, field: string): number {
  const value = message[field];
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0) {
    throw invalid(message, field, "a non-negative integer");
  }
  return value;
}

function invalid(message: JsonObject, field: string, expected: string): ProtocolError {
  return new ProtocolError(`${nameOf(message)}: "${field}" must be ${expected}.`);
}

function nameOf(message: JsonObject): string {
  return typeof message.type === "string" ? message.type : "Message";
}
