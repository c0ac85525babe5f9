/** Our functions on the embedded backend, filled like the peer. */

import { DAY } from "../convex/rules/time";
import {
  type BenchPerson,
  callInternal,
  fillInvitations,
  makePeople,
  sessionCookie,
  startBenchDeployment,
} from "./deployment.ts";
import { ADMINS, FILLED, INVITEES, type Signed, serve } from "./messages.ts";

const deployment = await startBenchDeployment();
const { secret, siteUrl } = deployment;
const organizationId = await callInternal<string>(deployment, "dev/bench:makeOrganization", {
  slug: "bench",
});
const admins = await makePeople(deployment, "admin", ADMINS, organizationId);
const invitees = await makePeople(deployment, "guest", INVITEES);
const invitationIds = await fillInvitations(deployment, {
  organizationId,
  inviterId: admins[0]?.userId ?? "",
  prefix: "guest",
  count: FILLED,
  asking: false,
  expiresAt: Date.now() + 7 * DAY,
});

/** The token that the official client sends, as its own sign-in gets it. */
async function signed({ sessionToken, email }: BenchPerson): Promise<Signed> {
  const response = await fetch(`${siteUrl}/api/auth/convex/token`, {
    headers: { cookie: sessionCookie(sessionToken, secret) },
  });
  const { token } = (await response.json()) as { token?: string };
  if (token === undefined) throw new Error(`No token for ${email}: ${response.status}`);
  return { credential: token, email };
}

async function allSigned(people: BenchPerson[]): Promise<Signed[]> {
  const all: Signed[] = [];
  for (const person of people) all.push(await signed(person));
  return all;
}

serve(
  {
    url: deployment.url,
    organizationId,
    admins: await allSigned(admins),
    invitees: await allSigned(invitees),
    invitationIds: invitationIds.slice(0, INVITEES),
    adminKey: deployment.adminKey,
  },
  () => deployment.close(),
);
