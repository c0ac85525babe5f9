import { api } from "@vestibule/backend/api";
import type { StackAddress } from "@vestibule/dev/test-stack";
import { clientOf, runInternal } from "../../bench/people-by-api.ts";
import type { Attack } from "../attack.ts";
import { must, newOwner, newPerson, openBrowser, signIn } from "../people.ts";

/** Changes that leave no trace, so that nobody can say afterwards who did what. */

interface Row {
  type: string;
  detail?: Record<string, unknown>;
}

const ALL = { numItems: 200, cursor: null };

/** What the trail of accounts says, as an operator reads it. */
async function accountEvents(stack: StackAddress, userId: string): Promise<string[]> {
  const tables = await runInternal<{ page: { name: string }[] }>(stack, "_system/cli/tables", {
    paginationOpts: ALL,
  });
  if (!tables.page.some(({ name }) => name === "accountEvents")) return [];
  const { page } = await runInternal<{ page: { type: string; userId: string }[] }>(
    stack,
    "_system/cli/tableData",
    { table: "accountEvents", order: "desc", paginationOpts: ALL },
  );
  return page.filter((row) => row.userId === userId).map(({ type }) => type);
}

async function mailsTo(stack: StackAddress, email: string): Promise<number> {
  while (!(await runInternal<boolean>(stack, "dev/bench:isMailOut", {}))) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const mails = await clientOf(stack).query(api.models.mailbox.list, {});
  return mails.filter(({ to }) => to === email).length;
}

export const untoldChanges: Attack[] = [
  {
    name: "Changing an organization's settings and projects unseen",
    answer: "the audit trail has each, the settings with before and after",
    run: async (stack, tally) => {
      const { client, organizationId } = await newOwner(stack);
      await client.mutation(api.models.organizationSettings.update, {
        organizationId,
        invitationExpirationDays: 3,
      });
      const { projects } = api.models;
      const { projectId } = await client.mutation(projects.create, {
        organizationId,
        name: "Spring",
      });
      await client.mutation(projects.rename, { projectId, name: "Summer" });
      await client.mutation(projects.archive, { projectId });

      const { page } = await client.query(api.models.auditLog.list, {
        organizationId,
        paginationOpts: ALL,
      });
      const rows: Row[] = page;
      const told = [
        "organizationCreated",
        "settingsChanged",
        "projectCreated",
        "projectRenamed",
        "projectArchived",
      ];
      for (const type of told)
        tally.note(
          type,
          rows.some((row) => row.type === type),
        );
      const settings = rows.find((row) => row.type === "settingsChanged")?.detail ?? {};
      tally.note("before and after", "before" in settings && "after" in settings);
    },
  },
  {
    name: "Signing in, guessing, changing a password and becoming a platform admin unseen",
    answer: "the trail of the account has each",
    run: async (stack, tally) => {
      const person = await newPerson(stack);
      const { browser, email, password } = person;
      const caller = await person.client.query(api.models.caller.get, {});
      if (!caller) throw new Error("The person is not signed in.");
      await browser.post("/api/auth/sign-in/email", { email, password: "a wrong guess" });
      await signIn({ ...person, browser: openBrowser(stack) });
      const change = { currentPassword: password, newPassword: "an even longer one" };
      must(await browser.post("/api/auth/change-password", change), "The password changes");
      const admin = { email, isAdmin: true };
      await runInternal(stack, "platformAdmins:set", admin);
      await runInternal(stack, "platformAdmins:set", { ...admin, isAdmin: false });

      const types = await accountEvents(stack, caller.user.id);
      const told = [
        "signedIn",
        "wrongPassword",
        "passwordChanged",
        "sessionsEnded",
        "platformAdminGranted",
        "platformAdminRevoked",
      ];
      for (const type of told) tally.note(type, types.includes(type));
    },
  },
  {
    name: "Signing in from a device that the person never used",
    answer: "they get a letter about it",
    run: async (stack, tally) => {
      const person = await newPerson(stack);
      const before = await mailsTo(stack, person.email);
      const elsewhere = { "user-agent": "Elsewhere/1.0" };
      const { email, password } = person;
      const form = { email, password };
      must(
        await openBrowser(stack).post("/api/auth/sign-in/email", form, elsewhere),
        "Signing in elsewhere",
      );
      tally.note("no letter", (await mailsTo(stack, email)) > before);
    },
  },
];
