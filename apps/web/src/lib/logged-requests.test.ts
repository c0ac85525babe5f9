// @vitest-environment node
import { ignoreLoggingIncomingRequests } from "next/dist/server/dev/log-requests";
import { expect, test } from "vitest";
import { authPath } from "@/lib/return-path";
import config from "../../next.config";

const LINK = `/orgs/accept-invitation/i1?token=${"ab".repeat(32)}`;
const twice = encodeURIComponent(authPath("sign-in", { next: LINK }));

type IncomingRequest = Parameters<typeof ignoreLoggingIncomingRequests>[0];

/** As `next dev` asks itself before it prints the line of a request. */
const isKept = (url: string) =>
  !ignoreLoggingIncomingRequests({ url } as IncomingRequest, config.logging || undefined);

test.each([
  LINK,
  `${LINK}&_rsc=1`,
  authPath("sign-in", { email: "maria@acme.test", next: LINK }),
  authPath("sign-up", { email: "maria@acme.test", next: LINK }),
  `/sign-in?next=${twice}`,
  authPath("forgot-password", { email: "maria@acme.test", next: LINK }),
  `/reset-password?token=${"ab".repeat(32)}`,
  `/unsubscribe?user=u1&notice=requestReceived&token=${"ab".repeat(32)}`,
])("no line of the development log is written for %s", (url) => {
  expect(isKept(url)).toBe(false);
});

test("other requests are logged as ever", () => {
  expect(isKept("/sign-in?next=%2Forgs%2Facme")).toBe(true);
  expect(isKept("/orgs/acme/requests")).toBe(true);
});
