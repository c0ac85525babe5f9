import { expect, test } from "vitest";
import { componentFunctions, ownFunctions, publicFunctions } from "./surface.helpers";

const all = [...ownFunctions, ...componentFunctions];

test.each(all.map(({ name, registered }) => [name, registered] as const))(
  "%s declares its arguments and what it returns",
  (_, registered) => {
    expect(JSON.parse(registered.exportArgs())).toMatchObject({ type: "object" });
    const returns = registered.exportReturns();
    expect(returns).not.toBe("null");
    expect(returns).not.toContain('"type":"any"');
  },
);

// Which functions those are, and for whom, is the table in authorization.test.ts.
test("only functions in models can be called by a client", () => {
  expect(publicFunctions.filter((name) => !name.startsWith("models/"))).toEqual([]);
});

test("development's functions are internal", () => {
  const dev = ownFunctions.filter(({ name }) => /^(dev|demo|bench)[/:]/.test(name));
  expect(dev.length).toBeGreaterThan(2);
  for (const { registered } of dev) expect(registered.isInternal).toBe(true);
});
