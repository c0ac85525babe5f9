/**
 * The peer: Better Auth's own organization plugin on better-sqlite3, as it is meant to be used, with its
 * limits lifted so that they are not what is measured. Mail is a function that does nothing.
 */
import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { Database } from "@vestibule/local-backend/sqlite";
import { betterAuth } from "better-auth";
import { getMigrations } from "better-auth/db/migration";
import { toNodeHandler } from "better-auth/node";
import { organization } from "better-auth/plugins/organization";
import { DAY } from "../convex/rules/time";
import { sessionCookie } from "./deployment.ts";
import { ADMINS, FILLED, INVITEES, type Signed, serve } from "./messages.ts";

const folder = await mkdtemp(path.join(tmpdir(), "vestibule-peer-"));
const database = new Database(path.join(folder, "peer.sqlite"));
database.pragma("journal_mode = WAL");
// The library's own setting for WAL is NORMAL, which may lose what it acknowledged.
database.pragma("synchronous = FULL");
const secret = randomBytes(32).toString("base64url");
const options = {
  database,
  secret,
  baseURL: "http://127.0.0.1",
  rateLimit: { enabled: false },
  emailAndPassword: { enabled: true },
  telemetry: { enabled: false },
  plugins: [
    organization({
      invitationLimit: 1_000_000,
      membershipLimit: 1_000_000,
      invitationExpiresIn: (7 * DAY) / 1000,
      sendInvitationEmail: async () => {},
    }),
  ],
};
await (await getMigrations(options)).runMigrations();
const auth = betterAuth(options);
const { adapter, internalAdapter } = await auth.$context;

// Filling is not measured, so it may be fast.
database.pragma("synchronous = OFF");
const place = await adapter.create<Record<string, unknown>, { id: string }>({
  model: "organization",
  data: { name: "bench", slug: "bench", createdAt: new Date() },
});

async function makePeople(prefix: string, count: number, isAdmin: boolean) {
  const people: (Signed & { userId: string })[] = [];
  for (let n = 0; n < count; n++) {
    const email = `${prefix}${n}@bench.test`;
    const user = await internalAdapter.createUser({
      name: `Person ${n}`,
      email,
      emailVerified: true,
    });
    const session = await internalAdapter.createSession(user.id);
    if (isAdmin) {
      const data = {
        organizationId: place.id,
        userId: user.id,
        role: "admin",
        createdAt: new Date(),
      };
      await adapter.create({ model: "member", data });
    }
    people.push({ credential: sessionCookie(session.token, secret), email, userId: user.id });
  }
  return people;
}

const admins = await makePeople("admin", ADMINS, true);
const invitees = await makePeople("guest", INVITEES, false);
const invitationIds: string[] = [];
for (let n = 0; n < FILLED; n++) {
  const { id } = await adapter.create<Record<string, unknown>, { id: string }>({
    model: "invitation",
    data: {
      organizationId: place.id,
      email: `guest${n}@bench.test`,
      role: "member",
      status: "pending",
      inviterId: admins[0]?.userId,
      createdAt: new Date(),
      expiresAt: new Date(Date.now() + 7 * DAY),
    },
  });
  if (n < INVITEES) invitationIds.push(id);
}
database.pragma("wal_checkpoint(TRUNCATE)");
database.pragma("synchronous = FULL");

const server = createServer(toNodeHandler(auth));
server.listen(0, "127.0.0.1", () => {
  const { port } = server.address() as AddressInfo;
  serve(
    {
      url: `http://127.0.0.1:${port}/api/auth`,
      organizationId: place.id,
      admins,
      invitees,
      invitationIds,
    },
    async () => {
      server.closeAllConnections();
      server.close();
      database.close();
      await rm(folder, { recursive: true, force: true });
    },
  );
});
