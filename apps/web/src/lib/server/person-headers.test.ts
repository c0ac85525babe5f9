import { expect, test } from "vitest";
import { personHeaders } from "@/lib/server/person-headers";

test("the deployment is told who asks, and nothing else of the request", () => {
  const told = personHeaders(
    new Headers({
      cookie: "session=1",
      "user-agent": "Browser/1",
      "x-forwarded-for": "192.0.2.1",
      origin: "null",
      host: "app.example.com",
      "content-type": "application/x-www-form-urlencoded",
      "content-length": "12",
      authorization: "Bearer of-somebody",
    }),
  );
  expect(Object.fromEntries(told)).toEqual({
    cookie: "session=1",
    "user-agent": "Browser/1",
    "x-forwarded-for": "192.0.2.1",
  });
});

test("what a request does not say is left out", () => {
  expect([...personHeaders(new Headers())]).toEqual([]);
});
