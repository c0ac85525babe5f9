import { describe, expect, test } from "vitest";
import { logoIn, MAX_LOGO_BYTES } from "./image";
import { joined, jpeg, png, pngOf, svg, webp, webpExtended, webpLossless } from "./image.helpers";

const text = (words: string) => new TextEncoder().encode(words);

test.each([
  ["a PNG", png, "image/png"],
  ["a JPEG", jpeg, "image/jpeg"],
  ["a lossy WebP", webp, "image/webp"],
  ["a lossless WebP", webpLossless, "image/webp"],
  ["a WebP with transparency", webpExtended, "image/webp"],
  ["a JPEG with a camera's trailer", joined(jpeg, text("trailer")), "image/jpeg"],
  // Its other reading is nobody's: it is served as what it is here.
  ["a PNG that goes on as a page", joined(png, text("<script>alert(1)</script>")), "image/png"],
] as const)("%s may be a logo", (_, bytes, kind) => {
  expect(logoIn(bytes)).toEqual({ image: { kind, width: 48, height: 24 } });
});

const problemOf = (bytes: Uint8Array) => {
  const found = logoIn(bytes);
  return "problem" in found ? found.problem : undefined;
};

test.each([
  ["an SVG", svg],
  ["an SVG without a declaration", text(" \n<svg xmlns='http://www.w3.org/2000/svg'/>")],
  ["an SVG behind a byte order mark", joined(new Uint8Array([0xef, 0xbb, 0xbf]), svg)],
  ["an SVG behind a comment", text("<!-- drawn by hand --><svg/>")],
])("%s is refused by its name", (_, bytes) => {
  expect(problemOf(bytes)).toMatch(/^SVG files can't be used/);
});

test.each([
  ["nothing", new Uint8Array()],
  ["a text", text("logo.png")],
  ["a page", text("<!doctype html><script>alert(1)</script>")],
  ["a page behind the first bytes of a PNG", joined(png.subarray(0, 8), text("<script></script>"))],
  ["a GIF", text("GIF89a\x30\x00\x18\x00")],
  ["the name of a WebP around a page", text(`RIFF\x10\x00\x00\x00WEBP<script>${" ".repeat(40)}`)],
  ["a WebP that says it is longer than it is", webp.subarray(0, webp.length - 10)],
  ["a PNG that breaks off", png.subarray(0, png.length - 14)],
  ["a PNG without pixels", joined(png.subarray(0, 33), png.subarray(png.length - 12))],
  ["a JPEG that breaks off", jpeg.subarray(0, jpeg.length - 2)],
  ["a JPEG's first bytes before a page", joined(jpeg.subarray(0, 20), text("<script></script>"))],
])("%s is no image", (_, bytes) => {
  expect(problemOf(bytes)).toMatch(/^This isn't a complete PNG, JPEG, or WebP image/);
});

describe("size", () => {
  test("512 kB are taken, and a byte more is not", () => {
    const filled = (size: number) => joined(png, new Uint8Array(size - png.length));
    expect(problemOf(filled(MAX_LOGO_BYTES))).toBeUndefined();
    expect(problemOf(filled(MAX_LOGO_BYTES + 1))).toMatch(/larger than 512 kB/);
  });

  test.each([
    [2048, 2048, undefined],
    [2049, 24, "This image is 2049 × 24 pixels. Use one of at most 2048 × 2048."],
    [24, 100_000, "This image is 24 × 100000 pixels. Use one of at most 2048 × 2048."],
    [0xffffffff, 0xffffffff, expect.stringContaining("at most 2048")],
    [16, 16, undefined],
    [1, 1, "This image is 1 × 1 pixels. Use one of at least 16 × 16."],
    [0, 100, expect.stringContaining("at least 16")],
  ])("a picture of %d × %d pixels", (width, height, problem) => {
    expect(problemOf(pngOf(width, height))).toEqual(problem);
  });
});

test("no beginning of a file, and no byte of it changed, breaks the reader", () => {
  for (const file of [png, jpeg, webp, webpLossless, webpExtended]) {
    for (let end = 0; end < file.length; end++) logoIn(file.subarray(0, end));
    for (let at = 0; at < file.length; at++) {
      for (const byte of [0, 0x7f, 0xff]) {
        const changed = file.slice();
        changed[at] = byte;
        logoIn(changed);
      }
    }
  }
});
