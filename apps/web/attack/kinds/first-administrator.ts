import { api } from "@vestibule/backend/api";
import { invite, runInternal } from "../../bench/people-by-api.ts";
import type { Attack } from "../attack.ts";
import { mailedLink, newImpostor, newOwner, openBrowser, refusalOf, signIn } from "../people.ts";
import { isOk } from "../send.ts";

/** The right of the first platform admin, whose address no mail has proven. */

export const firstAdministrator: Attack[] = [
  {
    name: "Taking the first administrator's account over through an invitation to their address",
    answer: "their address has an account (409), and the right stays theirs",
    run: async (stack, tally) => {
      const administrator = await newImpostor(stack);
      const { email } = administrator;
      const trusted = { email, isAdmin: true, trustUnverified: true };
      await runInternal(stack, "platformAdmins:set", trusted);
      const owner = await newOwner(stack);
      await invite(owner, owner.organizationId, email);
      const link = await mailedLink(stack, email);

      const form = {
        ...link,
        name: "Mallory",
        password: "another password",
        replacesAccount: true,
      };
      const taken = await openBrowser(stack).post("/api/auth/sign-up/invitation", form);
      tally.note(`the account was made anew: ${taken.status}`, !isOk(taken));

      await signIn(administrator);
      const page = { paginationOpts: { numItems: 1, cursor: null } };
      const refusal = await refusalOf(
        administrator.client.query(api.models.platform.organizations, page),
      );
      tally.note(`the administrator lost the right: ${refusal}`, refusal === null);
    },
  },
];
