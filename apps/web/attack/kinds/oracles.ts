import { api } from "@vestibule/backend/api";
import { PASSWORD, runInternal } from "../../bench/people-by-api.ts";
import { type Attack, burst } from "../attack.ts";
import {
  newEmail,
  newPerson,
  newUnproven,
  openBrowser,
  refusalOf,
  signUp,
  someOwner,
} from "../people.ts";
import { type Answer, isLimited, jsonIn } from "../send.ts";

/** Answers that say who has an account, or which names are taken. */

/** What a stranger sees of an answer, without what differs between any two. */
function shapeOf({ status, headers, text }: Answer) {
  const body = jsonIn({ status, headers, text });
  const user = body?.user;
  return JSON.stringify({
    status,
    keys: Object.keys(body ?? {}).sort(),
    userKeys: typeof user === "object" ? Object.keys(user ?? {}).sort() : null,
    code: body?.code,
    cookies: (headers["set-cookie"] ?? []).map((cookie) => cookie.split("=")[0]?.slice(0, 40)),
    location: headers.location,
  });
}

const PAIRS = 40;
/** That many of forty by chance: once in twenty thousand times. */
const BEYOND_CHANCE = 33;

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

const SET_ACTIVE = "/api/auth/organization/set-active";
const GUESSES = { capacity: 20, perSecond: 2 };

export const oracles: Attack[] = [
  {
    name: "Asking sign-up who has an account",
    answer: "the same for a taken and a free address, from the endpoint and from the form",
    run: async (stack, tally) => {
      const { email: taken } = await newPerson(stack);
      const form = (email: string) => ({ name: "Ada Okafor", email, password: PASSWORD });
      const [known, unknown] = await Promise.all(
        [taken, newEmail()].map((email) =>
          openBrowser(stack).post("/api/auth/sign-up/email", form(email)),
        ),
      );
      tally.note("the endpoint", known && unknown ? shapeOf(known) === shapeOf(unknown) : false);
      const [knownForm, unknownForm] = await Promise.all(
        [taken, newEmail()].map((email) =>
          openBrowser(stack).postForm("/forms/sign-up", form(email)),
        ),
      );
      tally.note(
        "the form",
        knownForm && unknownForm
          ? knownForm.headers.location === unknownForm.headers.location
          : false,
      );
    },
  },
  {
    name: "Signing up, then signing in with the password just chosen",
    answer: "the same for a taken and a free address, at once and once everything has settled",
    run: async (stack, tally) => {
      const { email: taken } = await newPerson(stack);
      const password = "only an attacker's own";
      const people = await Promise.all(
        [taken, newEmail()].map((email) => signUp(stack, { email, password })),
      );
      for (const when of ["at once", "later"]) {
        const [known, unknown] = await Promise.all(
          people.map(({ browser, email }) =>
            browser.post("/api/auth/sign-in/email", { email, password }),
          ),
        );
        tally.note(when, known && unknown ? shapeOf(known) === shapeOf(unknown) : false);
        while (!(await runInternal<boolean>(stack, "dev/bench:isMailOut", {}))) {
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
      }
    },
  },
  {
    name: "Asking for one organization's name after the other",
    answer: "nothing for who may not make one; 429 after twenty, and two a second",
    run: async (stack, tally, size) => {
      const { client, browser } = await newUnproven(stack);
      const asking = client.query(api.models.organizations.slugAvailability, { slug: "acme" });
      tally.note("slugAvailability", (await refusalOf(asking)) !== null);
      const counted = await burst(size === "full" ? 60 : 30, GUESSES, async (n) => {
        const body = { organizationSlug: `acme-${n}` };
        return !isLimited(await browser.post(SET_ACTIVE, body));
      });
      tally.noteMany("set-active", counted);
    },
  },
  {
    name: "Asking an outsider's way whether an organization is there",
    answer: "the same for one that is and one that is not",
    run: async (stack, tally) => {
      const { slug, organizationId } = await someOwner(stack);
      const { browser } = await newPerson(stack);
      const pairs = [
        [{ organizationId }, { organizationId: "nothing" }],
        [{ organizationSlug: slug }, { organizationSlug: "nobody-has-this" }],
      ];
      for (const pair of pairs) {
        const [there, missing] = await Promise.all(
          pair.map((body) => browser.post(SET_ACTIVE, body)),
        );
        const isAlike = there?.status === missing?.status && there?.text === missing?.text;
        tally.note(Object.keys(pair[0] ?? {}).join(), isAlike);
      }
    },
  },
  {
    name: "Asking sign-in's clock who has an account",
    answer: "forty pairs of wrong passwords, and neither address takes longer beyond chance",
    isLong: true,
    run: async (stack, tally) => {
      const { email: known } = await newPerson(stack);
      const guess = (email: string) =>
        secondsOf(() =>
          openBrowser(stack).post("/api/auth/sign-in/email", { email, password: "a wrong guess" }),
        );
      const pairs = Array.from({ length: PAIRS }, () => [known, newEmail()] as const);
      const longer = await longerOf(guess, pairs);
      tally.note(`a known address took longer in ${longer} of ${PAIRS}`, isChance(longer));
    },
  },
  {
    name: "Asking the clock of a sign-up, and of signing in after it, who has an account",
    answer: "forty pairs of each, and neither address takes longer beyond chance",
    isLong: true,
    run: async (stack, tally) => {
      // A new account for each pair, because a mailbox gets so many codes a day.
      const pairs: [known: string, free: string][] = [];
      const prefix = `timed-${crypto.randomUUID().slice(0, 8)}-`;
      for (let from = 0; from < PAIRS; from += 5) {
        const people = { prefix, from, count: 5 };
        const made = await runInternal<{ email: string }[]>(stack, "dev/bench:makePeople", people);
        for (const { email } of made) pairs.push([email, newEmail()]);
      }
      const timeOf = (path: string) => (email: string) =>
        secondsOf(() =>
          openBrowser(stack).post(path, { name: "Ada", email, password: "an attacker's own" }),
        );
      for (const path of ["/api/auth/sign-up/email", "/api/auth/sign-in/email"]) {
        const longer = await longerOf(timeOf(path), pairs);
        tally.note(
          `${path}: a known address took longer in ${longer} of ${PAIRS}`,
          isChance(longer),
        );
      }
    },
  },
];

/** In how many pairs of a known and a free address the known one took longer. */
async function longerOf(
  time: (email: string) => Promise<number>,
  pairs: (readonly [known: string, free: string])[],
): Promise<number> {
  let longer = 0;
  for (const [n, [known, free]] of pairs.entries()) {
    // In turns, so that what came first is not what is measured.
    const isKnownFirst = n % 2 === 0;
    const first = await time(isKnownFirst ? known : free);
    const second = await time(isKnownFirst ? free : known);
    if (isKnownFirst ? first > second : second > first) longer += 1;
  }
  return longer;
}

function isChance(longer: number): boolean {
  return longer < BEYOND_CHANCE && PAIRS - longer < BEYOND_CHANCE;
}
