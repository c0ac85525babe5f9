/** Real files of 48 × 24 pixels, as a browser's canvas wrote them, and what can be done to them. */

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

export const png = fromBase64(
  "iVBORw0KGgoAAAANSUhEUgAAADAAAAAYCAYAAAC8/X7cAAAAd0lEQVR4AeyR0QkAIQxDi4vcZLfDjXI7OJmT6ADFj8" +
    "ATFVLolyE2eaVfPiUuHwfYDTAReL43yF0dMAVY/SHt7wB0o6qfCaiN0XoToBtV/UxAbYzWmwDdqOpnAmpjtN4E6EZV" +
    "v0Sg/TXIVQ9S9SnA3ODMFwfYzWUAAAD//1qalz0AAAAGSURBVAMAQVv7cSVp7LsAAAAASUVORK5CYII=",
);

export const jpeg = fromBase64(
  "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNy" +
    "wtQFdBRkxOUlNSMj5aYVpQYEpRUk//2wBDAQ4ODhMREyYVFSZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09P" +
    "T09PT09PT09PT09PT09PT09PT09PT0//wAARCAAYADADASIAAhEBAxEB/8QAFwABAQEBAAAAAAAAAAAAAAAAAAYFB/" +
    "/EACgQAAEABgoDAQAAAAAAAAAAAAAREhMWZaQBBQYUFSRDUWHiB0WDwv/EABgBAAMBAQAAAAAAAAAAAAAAAAABAwQC" +
    "/8QAGxEAAwEBAAMAAAAAAAAAAAAAAAECAxEEEjL/2gAMAwEAAhEDEQA/ALS0Vf4Hd8q3braiqEI4p3MV/oXMdR5E9d" +
    "9fwRY0jFrrc20mWj/QuY6locXO0Ayvj6VffYAARoMW0VQY5d80wYLaayUo5o2MVwYpL9gA6TrKKfWg4MUl+xaAAOM5" +
    "j5AAA7P/2Q==",
);

export const webp = fromBase64(
  "UklGRmIAAABXRUJQVlA4IFYAAADwBACdASowABgAPsFMnkunpCKhtUgA8BgJZADH/uAt/8CgsOScqplmAB7ZHj1T3A" +
    "AA/vcCp/SIQ9lFfpjxi9SicxnBZj/63lbc2TvRf4vBhiQ/RvZgAA==",
);

export const webpLossless = fromBase64(
  "UklGRjQAAABXRUJQVlA4TCgAAAAvL8AFAA/wN8h7hJ9rdP4DD4ratoHKYPzR+rsLQET/5wEAAKCS59pf",
);

export const webpExtended = fromBase64(
  "UklGRpIAAABXRUJQVlA4WAoAAAAQAAAALwAAFwAAQUxQSBoAAAABDzD/ERFCTdsGTPmjLYO+E0BE/ycAdkrn/FZQOC" +
    "BSAAAA0AMAnQEqMAAYAD7JUqNLp6SjIbAKqPAZCWQAxD7gLf/Alw9uj84AAP7pWw022X2s8VSNWBfiX//XylevgKTZ" +
    "bbl2QYKLQo8OFna2fLzAaUAAAA==",
);

export const svg = new TextEncoder().encode(
  '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
);

export function joined(...parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** A PNG that says that it is another size; nobody has decoded its pixels. */
export function pngOf(width: number, height: number): Uint8Array<ArrayBuffer> {
  const bytes = png.slice();
  const view = new DataView(bytes.buffer);
  view.setUint32(16, width);
  view.setUint32(20, height);
  return bytes;
}
