/**
 * The total order of Convex values, as bytes: comparing two encodings with memcmp compares the values. Every
 * encoding ends itself, so an index key is the encodings of its fields one after another, and "all keys that begin
 * with these fields" is a range of bytes.
 */
import { bytesOf, kindOf, type MaybeJson } from "./values.ts";

const TAG = {
  undefined: 0x01,
  null: 0x03,
  int64: 0x08,
  float64: 0x0d,
  false: 0x0e,
  true: 0x0f,
  string: 0x10,
  bytes: 0x11,
  array: 0x12,
  object: 0x15,
} as const;

const END = 0x00;
/** Follows a zero byte of the content, so that it is not taken for the end. */
const ESCAPE = 0xff;

class KeyWriter {
  #buffer = Buffer.allocUnsafe(1024);
  #length = 0;

  begin(): void {
    this.#length = 0;
  }

  #reserve(count: number): void {
    if (this.#length + count <= this.#buffer.length) return;
    const grown = Buffer.allocUnsafe(Math.max(this.#buffer.length * 2, this.#length + count));
    this.#buffer.copy(grown, 0, 0, this.#length);
    this.#buffer = grown;
  }

  byte(value: number): void {
    this.#reserve(1);
    this.#buffer[this.#length++] = value;
  }

  /** Big endian with the sign bit flipped: two's complement in unsigned order. */
  int64(littleEndian: Buffer): void {
    this.#reserve(8);
    for (let i = 7; i >= 0; i--) this.#buffer[this.#length++] = littleEndian[i] ?? 0;
    const first = this.#length - 8;
    this.#buffer[first] = (this.#buffer[first] ?? 0) ^ 0x80;
  }

  /** IEEE bits, inverted for negative numbers: the IEEE total order in unsigned order. */
  float64(value: MaybeJson): void {
    this.#reserve(8);
    const start = this.#length;
    // From the bytes when given: a NaN read as a number may lose its sign.
    if (typeof value === "number") this.#buffer.writeDoubleBE(value, start);
    else bytesOf(value, "$float").reverse().copy(this.#buffer, start);
    this.#length += 8;
    const first = this.#buffer[start] ?? 0;
    if ((first & 0x80) === 0) {
      this.#buffer[start] = first | 0x80;
      return;
    }
    for (let i = start; i < this.#length; i++) this.#buffer[i] = ~(this.#buffer[i] ?? 0);
  }

  text(value: string): void {
    if (value.includes("\0")) {
      this.bytes(Buffer.from(value));
      return;
    }
    this.#reserve(value.length * 3 + 1);
    this.#length += this.#buffer.write(value, this.#length, "utf8");
    this.byte(END);
  }

  bytes(content: Buffer): void {
    this.#reserve(content.length * 2 + 1);
    for (const byte of content) {
      this.#buffer[this.#length++] = byte;
      if (byte === 0) this.#buffer[this.#length++] = ESCAPE;
    }
    this.byte(END);
  }

  value(value: MaybeJson): void {
    const kind = kindOf(value);
    switch (kind) {
      case "undefined":
      case "null":
        this.byte(TAG[kind]);
        return;
      case "boolean":
        this.byte(value === true ? TAG.true : TAG.false);
        return;
      case "int64":
        this.byte(TAG.int64);
        this.int64(bytesOf(value, "$integer"));
        return;
      case "float64":
        this.byte(TAG.float64);
        this.float64(value);
        return;
      case "string":
        this.byte(TAG.string);
        this.text(value as string);
        return;
      case "bytes":
        this.byte(TAG.bytes);
        this.bytes(bytesOf(value, "$bytes"));
        return;
      case "array":
        this.byte(TAG.array);
        for (const item of value as MaybeJson[]) this.value(item);
        this.byte(END);
        return;
      case "object":
        this.byte(TAG.object);
        this.#fields(value as Record<string, MaybeJson>);
        return;
      default:
        kind satisfies never;
    }
  }

  #fields(fields: Record<string, MaybeJson>): void {
    for (const name of Object.keys(fields).sort()) {
      this.text(name);
      // An empty name is a lone end byte: without a mark it would look like the end of the object.
      if (name === "") this.byte(ESCAPE);
      this.value(fields[name]);
    }
    this.byte(END);
  }

  finish(): Buffer {
    return Buffer.from(this.#buffer.subarray(0, this.#length));
  }
}

/** One for all keys: each is finished before the next begins, and leaves as a copy. */
const writer = new KeyWriter();

/** The key of an index entry, or the beginning of one when not all fields are given. */
export function encodeKey(values: readonly MaybeJson[]): Buffer {
  writer.begin();
  for (const value of values) writer.value(value);
  return writer.finish();
}

/**
 * Lies above all keys that begin with the values of `prefix`, and below those with a greater value in their place. Not
 * the next byte string without these bytes: "a" is all but its end of "a\0", whose next byte is the escape. What
 * follows a finished value is the tag of another, and those are below it.
 */
export function afterPrefix(prefix: Uint8Array): Buffer {
  const next = Buffer.allocUnsafe(prefix.length + 1);
  next.set(prefix);
  next[prefix.length] = ESCAPE;
  return next;
}

/** The smallest key above `key` itself. */
export function afterKey(key: Uint8Array): Buffer {
  const next = Buffer.allocUnsafe(key.length + 1);
  next.set(key);
  next[key.length] = 0;
  return next;
}

/** The total order of values: negative when `a` comes first. */
export function compareValues(a: MaybeJson, b: MaybeJson): number {
  if (typeof a === "string" && a === b) return 0;
  // In canonical form neither is NaN or -0.
  if (typeof a === "number" && typeof b === "number") return a < b ? -1 : a > b ? 1 : 0;
  return Buffer.compare(encodeKey([a]), encodeKey([b]));
}
