// @vitest-environment node
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Window } from "happy-dom";
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { UploadBrokeOff, uploadFile } from "@/lib/upload-file";

let window: Window;
beforeEach(() => {
  window = new Window({ url: "http://localhost" });
  vi.stubGlobal("XMLHttpRequest", window.XMLHttpRequest);
});
afterEach(async () => {
  vi.unstubAllGlobals();
  await window.happyDOM.close();
});

async function storage(answer: (response: ServerResponse) => void) {
  const sent: { type?: string | undefined; body: string }[] = [];
  const server = createServer((request, response) => {
    response.setHeader("access-control-allow-origin", "*");
    response.setHeader("access-control-allow-headers", "*");
    if (request.method === "OPTIONS") {
      response.end();
      return;
    }
    let body = "";
    request.on("data", (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on("end", () => {
      sent.push({ type: request.headers["content-type"], body });
      answer(response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return { sent, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/upload` };
}

const file = () => new window.Blob(["picture"], { type: "image/png" }) as unknown as Blob;

test("a file is sent as it is, and the id that it is stored under comes back", async () => {
  const { address, sent } = await storage((response) => response.end('{"storageId":"s1"}'));
  expect(await uploadFile(address, file(), () => undefined)).toBe("s1");
  expect(sent).toEqual([{ type: "image/png", body: "picture" }]);
});

test.each([
  ["a refusal", (response: ServerResponse) => response.writeHead(401).end('{"code":"Expired"}')],
  ["an answer without an id", (response: ServerResponse) => response.end("{}")],
  ["an answer that is no JSON", (response: ServerResponse) => response.end("<html>")],
  ["a line that breaks", (response: ServerResponse) => response.destroy()],
])("%s ends the upload", async (_, answer) => {
  const { address } = await storage(answer);
  await expect(uploadFile(address, file(), () => undefined)).rejects.toThrow(UploadBrokeOff);
});
