/**
 * Document ids: the table's number as a base-128 varint, 16 random bytes and a Fletcher checksum, in lower-case
 * Crockford base32.
 */
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
const DIGITS = new Int8Array(128).fill(-1);
for (const [digit, letter] of [...ALPHABET].entries()) DIGITS[letter.charCodeAt(0)] = digit;

const RANDOM_BYTES = 16;
const CHECKSUM_BYTES = 2;
const MIN_LENGTH = 31;
const MAX_LENGTH = 37;

function checksum(bytes: Uint8Array, length: number): number {
  let low = 0;
  let high = 0;
  for (let i = 0; i < length; i++) {
    low = (low + (bytes[i] ?? 0)) & 0xff;
    high = (high + low) & 0xff;
  }
  return (high << 8) | low;
}

function toBase32(bytes: Uint8Array): string {
  let text = "";
  let bits = 0;
  let pending = 0;
  for (const byte of bytes) {
    pending = ((pending << 8) | byte) & 0xfff;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += ALPHABET.charAt((pending >> bits) & 31);
    }
  }
  return bits > 0 ? text + ALPHABET.charAt((pending << (5 - bits)) & 31) : text;
}

/** Null when a character is not of the alphabet, or when unused bits at the end are set. */
function fromBase32(text: string): Uint8Array | null {
  const bytes = new Uint8Array(Math.floor((text.length * 5) / 8));
  let bits = 0;
  let pending = 0;
  let length = 0;
  for (let i = 0; i < text.length; i++) {
    const digit = DIGITS[text.charCodeAt(i)] ?? -1;
    if (digit < 0) return null;
    pending = ((pending << 5) | digit) & 0xfff;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes[length++] = (pending >> bits) & 0xff;
    }
  }
  return bits >= 5 || (pending & ((1 << bits) - 1)) !== 0 ? null : bytes;
}

/** `random` holds 16 bytes. */
export function encodeId(tableNumber: number, random: Uint8Array): string {
  const bytes: number[] = [];
  let rest = tableNumber;
  for (; rest > 0x7f; rest >>>= 7) bytes.push((rest & 0x7f) | 0x80);
  bytes.push(rest, ...random);
  const sum = checksum(Uint8Array.from(bytes), bytes.length);
  bytes.push(sum & 0xff, sum >> 8);
  return toBase32(Uint8Array.from(bytes));
}

/** The number of the table that the id belongs to; null when this is not an id. */
export function tableNumberOf(id: string): number | null {
  if (id.length < MIN_LENGTH || id.length > MAX_LENGTH) return null;
  const bytes = fromBase32(id);
  if (bytes === null) return null;
  const varint = bytes.length - RANDOM_BYTES - CHECKSUM_BYTES;
  let tableNumber = 0;
  for (let i = 0; i < varint; i++) {
    const byte = bytes[i] ?? 0;
    if (byte > 0x7f !== i < varint - 1) return null;
    tableNumber += (byte & 0x7f) * 2 ** (7 * i);
  }
  // A varint of several bytes may not end in zero: the same number would have two ids.
  if (varint > 1 && bytes[varint - 1] === 0) return null;
  const end = bytes.length - CHECKSUM_BYTES;
  const sum = (bytes[end] ?? 0) | ((bytes[end + 1] ?? 0) << 8);
  return sum === checksum(bytes, end) ? tableNumber : null;
}
