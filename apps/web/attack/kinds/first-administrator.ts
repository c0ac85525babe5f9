import { api } from "@vestibule/backend/api";
import type { StackAddress } from "@vestibule/dev/test-stack";
import { invite, runInternal } from "../../bench/people-by-api.ts";
import type { Attack, Tally } from "../attack.ts";
import {
  deploymentToken,
  mailedLink,
  must,
  newEmail,
  newOwner,
  newUnproven,
  openBrowser,
  type Person,
  refusalOf,
  signIn,
  signUp,
  signUpCodes,
} from "../people.ts";
import { isOk } from "../send.ts";

/** The right of the first platform admin, who is alone with the command line. */

const OPERATOR = "Olga Operator";
const CONFIRM = "/api/auth/sign-up/email/confirm";

/** Step by step as the README says it, for a deployment that mails nothing yet. */
async function followReadme(stack: StackAddress, operator: Person): Promise<void> {
  const waiting = await signUpCodes(stack, operator.email);
  const own = waiting.find(({ name }) => name === OPERATOR)?.code ?? "";
  must(await operator.browser.post(CONFIRM, { code: own }), "The operator's code");
  await runInternal(stack, "platformAdmins:set", { email: operator.email, isAdmin: true });
  operator.client.setAuth(await deploymentToken(operator.browser));
}

async function isPlatformAdmin({ client }: Person): Promise<boolean> {
  const page = { paginationOpts: { numItems: 1, cursor: null } };
  return (await refusalOf(client.query(api.models.platform.organizations, page))) === null;
}

/** Their link, opened by a stranger who has no account. */
async function takeOverByLink(stack: StackAddress, tally: Tally, email: string): Promise<void> {
  const owner = await newOwner(stack);
  await invite(owner, owner.organizationId, email);
  const link = await mailedLink(stack, email);
  const chosen = { name: "Mallory", password: "another password", replacesAccount: true };
  const taken = await openBrowser(stack).post("/api/auth/sign-up/invitation", {
    ...link,
    ...chosen,
  });
  tally.note(`the account was made anew: ${taken.status}`, !isOk(taken));
}

export const firstAdministrator: Attack[] = [
  {
    name: "Signing up with the operator's address before the operator does",
    answer: "the codes that the operator reads let nobody in but the operator's own browser",
    run: async (stack, tally) => {
      const email = newEmail("operator");
      const squatter = await signUp(stack, { email, name: OPERATOR, password: "a squatter's own" });
      const refused = runInternal(stack, "platformAdmins:set", { email, isAdmin: true });
      tally.note("the right went to who signed up first", (await refusalOf(refused)) !== null);

      const later = { email, name: "Not Olga", password: "another of a squatter" };
      const operator = await signUp(stack, { email, name: OPERATOR });
      const second = await signUp(stack, later);
      // Even one of the same name: the newest of that name is the operator's.
      await followReadme(stack, operator);
      tally.note("the operator has no right", await isPlatformAdmin(operator));

      const codes = await refusalOf(signUpCodes(stack, email));
      tally.note("more codes after the proof", codes !== null);
      for (const { browser, password } of [squatter, second]) {
        const confirmed = await browser.post(CONFIRM, { code: "000000" });
        tally.note(`a squatter confirmed: ${confirmed.status}`, !isOk(confirmed));
        const entered = await browser.post("/api/auth/sign-in/email", { email, password });
        tally.note(`a squatter signed in: ${entered.status}`, !isOk(entered));
      }
      await takeOverByLink(stack, tally, email);
      await signIn(operator);
      tally.note("the operator lost the right", await isPlatformAdmin(operator));
    },
  },
  {
    name: "An account that a squatter made in an earlier version, at the operator's address",
    answer: "no right for it, and its password ends with the operator's code",
    run: async (stack, tally) => {
      const squatter = await newUnproven(stack);
      const { email, browser, password } = squatter;
      const right = { email, isAdmin: true };
      const refusal = await refusalOf(runInternal(stack, "platformAdmins:set", right));
      tally.note(`the right without a proof: ${refusal}`, refusal === "verification_required");
      const operator = await signUp(stack, { email, name: OPERATOR, password: "the operator's" });
      await followReadme(stack, operator);
      tally.note("the operator has no right", await isPlatformAdmin(operator));
      tally.note("the squatter has it", !(await isPlatformAdmin(squatter)));
      const entered = await browser.post("/api/auth/sign-in/email", { email, password });
      tally.note(`the squatter signed in: ${entered.status}`, !isOk(entered));
    },
  },
  {
    name: "Taking an administrator's account over whose address the operator's word has proven",
    answer: "their address has an account (409), and the right stays theirs",
    run: async (stack, tally) => {
      const administrator = await newUnproven(stack);
      const { email } = administrator;
      const trusted = { email, isAdmin: true, trustUnverified: true };
      await runInternal(stack, "platformAdmins:set", trusted);
      await takeOverByLink(stack, tally, email);
      await signIn(administrator);
      tally.note("the administrator lost the right", await isPlatformAdmin(administrator));
    },
  },
];
