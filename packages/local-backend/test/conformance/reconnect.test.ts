import { ConvexClient } from "convex/browser";
import { afterAll, beforeAll, expect, test } from "vitest";
import { messages, pairs, people } from "./api.ts";
import { faultProxy } from "./fault-proxy.ts";
import { type Deployed, deferred, deploy } from "./harness.ts";
import { watch } from "./live-query.ts";

let deployed: Deployed;

beforeAll(async () => {
  deployed = await deploy();
});

afterAll(() => deployed.close());

/** The same numbers for the same seed: a run that fails can be repeated. */
function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

test.each([1, 2, 3, 4])(
  "mutations through a connection that is cut at random run exactly once (seed %i)",
  async (seed) => {
    const random = randomNumbers(seed);
    let cuts = 0;
    const proxy = await faultProxy(deployed.backend.url, () => {
      if (cuts < 5 && random() < 0.04) {
        cuts++;
        proxy.cut();
      }
    });
    const client = new ConvexClient(proxy.url, { logger: false });
    const keys = Array.from({ length: 40 }, (_, index) => seed * 1000 + index);
    const seen = deferred<number>();
    client.onUpdate(pairs.ofKey, { key: seed * 1000 + 39 }, (count: number) => {
      if (count > 0) seen.resolve(count);
    });
    await Promise.all(keys.map((key) => client.mutation(pairs.add, { key })));
    const counts = await Promise.all(keys.map((key) => client.query(pairs.ofKey, { key })));
    expect(counts).toEqual(keys.map(() => 2));
    expect(await seen.promise).toBe(2);
    await client.close();
    await proxy.close();
  },
);

test("a subscription resumes after a cut and tells what happened meanwhile", async () => {
  const proxy = await faultProxy(deployed.backend.url);
  const [reader, writer] = [
    new ConvexClient(proxy.url, { logger: false }),
    new ConvexClient(deployed.backend.url, { logger: false }),
  ];
  const [first, second] = [deferred<void>(), deferred<string[]>()];
  reader.onUpdate(messages.list, { channel: "resumed" }, (list: string[]) => {
    if (list.length === 0) first.resolve();
    else second.resolve(list);
  });
  await first.promise;
  expect(proxy.cut()).toBe(1);
  await writer.mutation(messages.send, { channel: "resumed", body: "meanwhile" });
  expect(await second.promise).toEqual(["meanwhile"]);
  await Promise.all([reader.close(), writer.close(), proxy.close()]);
});

test("an action in flight over a cut fails for its caller, and goes on to its end once", async () => {
  const proxy = await faultProxy(deployed.backend.url);
  const [caller, other] = [
    new ConvexClient(proxy.url, { logger: false }),
    new ConvexClient(deployed.backend.url, { logger: false }),
  ];
  const channel = "in flight";
  const live = watch(other, messages.list, { channel });
  const lost = expect(caller.action(people.patientAction, { channel })).rejects.toThrow(
    "Connection lost while action was in flight",
  );
  await live.until((list) => list.includes("started"));
  proxy.cut();
  await lost;
  await caller.mutation(messages.send, { channel, body: "go" });
  await live.until((list) => list.includes("finished"));
  expect(live.seen.at(-1)).toEqual(["started", "go", "finished"]);
  await Promise.all([caller.close(), other.close(), proxy.close()]);
});
