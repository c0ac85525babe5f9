import { expect, test } from "vitest";
import { Turns } from "./turns.ts";

test("what is asked for later waits until a slow turn has ended", async () => {
  const turns = new Turns();
  const order: string[] = [];
  let release: () => void = () => {};
  const slow = turns.take(async () => {
    await new Promise<void>((resolve) => {
      release = resolve;
    });
    order.push("slow");
  });
  const quick = turns.take(() => order.push("quick"));
  expect(turns.isFree).toBe(false);
  await Promise.resolve();
  release();
  await Promise.all([slow, quick]);
  expect(order).toEqual(["slow", "quick"]);
  await turns.drained();
  expect(turns.isFree).toBe(true);
});

test("a turn that fails does not stop the next one", async () => {
  const turns = new Turns();
  const failing = turns.take(() => Promise.reject(new Error("refused")));
  const next = turns.take(() => "done");
  await expect(failing).rejects.toThrow("refused");
  expect(await next).toBe("done");
});
