/**
 * What a file is, by its bytes: neither its name nor the type that it was uploaded with is looked at. Reads headers and the
 * order of the parts, and decodes no pixels.
 */

import type { ImageKind } from "../shapes";

export const imageNames: Record<ImageKind, string> = {
  "image/png": "PNG",
  "image/jpeg": "JPEG",
  "image/webp": "WebP",
};

export interface Image {
  kind: ImageKind;
  width: number;
  height: number;
}

export const MAX_LOGO_BYTES = 512 * 1024;
/** A few kilobytes can unpack to gigabytes of one color, in every reader's mail program. */
const MAX_LOGO_SIDE = 2048;
/** Below, it is a dot, or something that counts its readers. */
const MIN_LOGO_SIDE = 16;

export const LOGO_TOO_LARGE =
  "This file is larger than 512 kB. Save the logo smaller and choose it again.";
export const LOGO_IS_SVG =
  "SVG files can't be used: most mail programs don't show them. Save the logo as PNG and choose it again.";
const NOT_AN_IMAGE = "This isn't a complete PNG, JPEG, or WebP image. Choose another file.";

/** The image that may be a logo, or a sentence that says why it may not. */
export function logoIn(bytes: Uint8Array): { image: Image } | { problem: string } {
  if (bytes.length > MAX_LOGO_BYTES) return { problem: LOGO_TOO_LARGE };
  const image = pngIn(bytes) ?? jpegIn(bytes) ?? webpIn(bytes);
  if (!image) return { problem: isMarkup(bytes) ? LOGO_IS_SVG : NOT_AN_IMAGE };
  const { width, height } = image;
  if (Math.max(width, height) > MAX_LOGO_SIDE) {
    return {
      problem: `This image is ${width} × ${height} pixels. Use one of at most ${MAX_LOGO_SIDE} × ${MAX_LOGO_SIDE}.`,
    };
  }
  if (Math.min(width, height) < MIN_LOGO_SIDE) {
    return {
      problem: `This image is ${width} × ${height} pixels. Use one of at least ${MIN_LOGO_SIDE} × ${MIN_LOGO_SIDE}.`,
    };
  }
  return { image };
}

/** SVG, or anything else in angle brackets. */
function isMarkup(bytes: Uint8Array): boolean {
  const start = new TextDecoder().decode(bytes.subarray(0, 1024));
  return /^\s*</.test(start) && /<svg|<\?xml|<!doctype svg/i.test(start);
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function startsWith(bytes: Uint8Array, signature: readonly number[], at = 0): boolean {
  return signature.every((byte, n) => bytes[at + n] === byte);
}

function named(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] as const;

/** Its chunks, from the header through the pixels to the end. */
function pngIn(bytes: Uint8Array): Image | null {
  if (!startsWith(bytes, PNG)) return null;
  const view = viewOf(bytes);
  let image: Image | null = null;
  let hasPixels = false;
  for (let at: number = PNG.length; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at);
    const name = named(bytes, at + 4);
    if (image === null) {
      if (name !== "IHDR" || length !== 13 || at + 25 > bytes.length) return null;
      image = { kind: "image/png", width: view.getUint32(at + 8), height: view.getUint32(at + 12) };
    }
    if (name === "IDAT") hasPixels = true;
    if (name === "IEND") return hasPixels ? image : null;
    at += 12 + length;
  }
  return null;
}

/** Frames that say how large the picture is; C4, C8 and CC among them are tables and an extension. */
const FRAMES = new Set([
  0xc0, 0xc1, 0xc2, 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf,
]);
const START_OF_SCAN = 0xda;

/** Its segments, from the start through a frame to the scan. */
function jpegIn(bytes: Uint8Array): Image | null {
  if (!startsWith(bytes, [0xff, 0xd8, 0xff])) return null;
  const view = viewOf(bytes);
  let image: Image | null = null;
  for (let at = 2; at + 4 <= bytes.length; ) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const length = view.getUint16(at + 2);
    if (length < 2 || at + 2 + length > bytes.length) return null;
    if (FRAMES.has(marker)) {
      if (length < 8) return null;
      const [height, width] = [view.getUint16(at + 5), view.getUint16(at + 7)];
      image = { kind: "image/jpeg", width, height };
    }
    if (marker === START_OF_SCAN) return image && hasEnd(bytes, at) ? image : null;
    at += 2 + length;
  }
  return null;
}

/** Cameras write more behind it, so it is looked for from there. */
function hasEnd(bytes: Uint8Array, from: number): boolean {
  for (let at = bytes.length - 2; at > from; at--) {
    if (bytes[at] === 0xff && bytes[at + 1] === 0xd9) return true;
  }
  return false;
}

/** Its first chunk tells the size, each of the three kinds in a way of its own. */
function webpIn(bytes: Uint8Array): Image | null {
  if (bytes.length < 30 || named(bytes, 0) !== "RIFF" || named(bytes, 8) !== "WEBP") return null;
  const view = viewOf(bytes);
  // It may be followed by more, and never go beyond the file.
  if (view.getUint32(4, true) + 8 > bytes.length) return null;
  const size = webpSize(view, bytes, named(bytes, 12));
  return size && { kind: "image/webp", ...size };
}

function webpSize(
  view: DataView,
  bytes: Uint8Array,
  chunk: string,
): { width: number; height: number } | null {
  switch (chunk) {
    case "VP8 ":
      if (!startsWith(bytes, [0x9d, 0x01, 0x2a], 23)) return null;
      return {
        width: view.getUint16(26, true) & 0x3fff,
        height: view.getUint16(28, true) & 0x3fff,
      };
    case "VP8L": {
      if (bytes[20] !== 0x2f) return null;
      const packed = view.getUint32(21, true);
      return { width: (packed & 0x3fff) + 1, height: ((packed >>> 14) & 0x3fff) + 1 };
    }
    case "VP8X": {
      const uint24 = (at: number) => view.getUint16(at, true) | ((bytes[at + 2] ?? 0) << 16);
      return { width: uint24(24) + 1, height: uint24(27) + 1 };
    }
    default:
      return null;
  }
}
