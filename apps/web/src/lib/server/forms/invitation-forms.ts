import { api } from "@vestibule/backend/api";
import { REPLACES_ACCOUNT } from "@/components/doorstep/unproven-account-note";
import { readCode, verificationFieldOf } from "@/lib/doorstep/code";
import { newcomerFieldOf, readNewcomer } from "@/lib/doorstep/newcomer";
import {
  ANOTHER_CODE,
  codeRefusalOf,
  type JoinOutcome,
  joinOutcomeOf,
  type Link,
  linkPath,
  SIGN_UP,
  VERIFY,
  wrongCode,
} from "@/lib/doorstep/sign-up";
import { refusalOf } from "@/lib/failed-call";
import { INTENT } from "@/lib/posted-forms";
import { authPath } from "@/lib/return-path";
import { read } from "@/lib/server/auth-server";
import { callAuth } from "@/lib/server/forms/call-auth";
import { call } from "@/lib/server/forms/call-mutation";
import { type FormAnswer, type PostedForm, textIn } from "@/lib/server/forms/form-answer";
import { endSession } from "@/lib/server/forms/session-forms";

/** The forms of an invitation's page, each of which brings its link along. */

/** Joining without an account; through a copied link it leads to the form for the code. */
export const join: PostedForm = {
  page: linkPageOf,
  keeps: ["name"],
  answer: async (posted, request) => {
    const { details, problems } = readNewcomer(posted);
    if (Object.keys(problems).length > 0) return { kind: "returns", problems };
    const response = await callAuth(request, SIGN_UP, {
      ...linkIn(posted),
      ...details,
      replacesAccount: hasReadNote(posted),
    });
    const outcome = await joinOutcomeOf(response.clone());
    switch (outcome.kind) {
      case "joined":
        return entering(outcome, response);
      case "verificationRequired":
        return { kind: "returns", form: "verify" };
      case "refused":
        return beside(newcomerFieldOf[outcome.refusal.code], outcome.refusal.sentence);
      default:
        return outcome satisfies never;
    }
  },
};

/** The code that proves the address: of a person without an account, or of the one who is signed in. */
export const verify: PostedForm = {
  page: linkPageOf,
  keeps: ["name", "code"],
  answer: async (posted, request) => {
    const isNewcomer = posted.has("password");
    if (posted.get(INTENT) === "another") return await sendAnotherCode(posted, request, isNewcomer);
    const { details, problems } = readNewcomer(posted);
    const { code, problems: noCode } = readCode(posted);
    const found = { ...(isNewcomer && problems), ...noCode };
    if (Object.keys(found).length > 0) return { kind: "returns", problems: found };
    if (!isNewcomer) return await confirmAndAccept(linkIn(posted), code);
    const response = await callAuth(request, VERIFY, {
      ...linkIn(posted),
      ...details,
      code,
      replacesAccount: hasReadNote(posted),
    });
    const outcome = await joinOutcomeOf(response.clone());
    if (outcome.kind === "joined") return entering(outcome, response);
    const refusal = outcome.kind === "refused" ? outcome.refusal : wrongCode;
    return beside(verificationFieldOf(refusal.code, isNewcomer), refusal.sentence);
  },
};

/** Joining as the person who is signed in. */
export const accept: PostedForm = {
  page: linkPageOf,
  keeps: [],
  answer: async (posted) => {
    try {
      return await acceptWith(linkIn(posted));
    } catch (error) {
      if (refusalOf(error)?.code !== "verification_required") throw error;
      try {
        await call(api.models.emailVerification.requestCode, {});
      } catch (again) {
        // Too soon for another code means that one was sent before.
        const refused = refusalOf(again);
        if (refused?.code !== "rate_limited") throw again;
        return { kind: "returns", form: "verify", problem: refused.sentence };
      }
      return { kind: "returns", form: "verify" };
    }
  },
};

/** Asks once, as the page's scripts do. */
export const decline: PostedForm = {
  page: linkPageOf,
  keeps: [],
  answer: async (posted) => {
    const page = linkPageOf(posted);
    switch (posted.get(INTENT)) {
      case "decline":
        await call(api.models.invitations.decline, linkIn(posted));
        return { kind: "leads", to: page };
      case "keep":
        return { kind: "leads", to: page };
      default:
        return { kind: "returns" };
    }
  },
};

export const request: PostedForm = {
  page: linkPageOf,
  keeps: ["message"],
  answer: async (posted) => {
    // The page comes back with the field for the message, which stays empty.
    if (posted.get(INTENT) === "message") {
      posted.set("message", "");
      return { kind: "returns" };
    }
    const link = linkIn(posted);
    const message = textIn(posted, "message").trim();
    const { invitation } = await read(api.models.invitations.checkInvitationStatus, link);
    // It can't be found any more: its page says so.
    if (!invitation) return { kind: "leads", to: linkPath(link) };
    const { success, message: said } = await call(api.models.invitations.createInvitationRequest, {
      originalInvitationId: link.invitationId,
      userEmail: invitation.email,
      ...(link.token !== undefined && { token: link.token }),
      ...(message && { message }),
    });
    return success ? { kind: "leads", to: linkPath(link) } : { kind: "returns", problem: said };
  },
};

export const resend: PostedForm = {
  page: linkPageOf,
  keeps: [],
  answer: async (posted) => {
    await call(api.models.invitations.sendNewerAgain, linkIn(posted));
    return { kind: "returns", sent: true };
  },
};

/** The automatic new invitation, which a page without scripts can't ask for by itself. */
export const renew: PostedForm = {
  page: linkPageOf,
  keeps: [],
  answer: async (posted) => {
    const renewed = await call(api.models.invitations.processAutoReInvite, linkIn(posted));
    return renewed.success
      ? { kind: "returns", sent: true }
      : { kind: "returns", problem: renewed.message };
  },
};

/** Signs out, and leads on to the account that was invited or back to the page. */
export const switchAccount: PostedForm = {
  page: linkPageOf,
  keeps: [],
  answer: async (posted, request) => {
    const page = linkPageOf(posted);
    const view = await read(api.models.invitations.checkInvitationStatus, linkIn(posted));
    const cookies = await endSession(request);
    const to = view.accountExists
      ? authPath("sign-in", { email: view.invitation?.email, next: page })
      : page;
    return { kind: "leads", to, cookies };
  },
};

async function sendAnotherCode(
  posted: FormData,
  request: Request,
  isNewcomer: boolean,
): Promise<FormAnswer> {
  if (isNewcomer) {
    const refused = await codeRefusalOf(await callAuth(request, ANOTHER_CODE, linkIn(posted)));
    if (refused) return { kind: "returns", problem: refused.sentence };
  } else {
    await call(api.models.emailVerification.requestCode, {});
  }
  return { kind: "returns", sent: true };
}

async function confirmAndAccept(link: Link, code: string): Promise<FormAnswer> {
  const { verified } = await call(api.models.emailVerification.confirm, { code });
  return verified ? await acceptWith(link) : beside("code", wrongCode.sentence);
}

async function acceptWith(link: Link): Promise<FormAnswer> {
  const { organizationSlug } = await call(api.models.invitations.accept, link);
  return { kind: "leads", to: `/orgs/${organizationSlug}` };
}

function entering(
  { organizationSlug }: Extract<JoinOutcome, { kind: "joined" }>,
  response: Response,
): FormAnswer {
  return {
    kind: "leads",
    to: `/orgs/${organizationSlug}`,
    cookies: response.headers.getSetCookie(),
  };
}

function beside(field: string | undefined, sentence: string): FormAnswer {
  return field === undefined
    ? { kind: "returns", problem: sentence }
    : { kind: "returns", problems: { [field]: sentence } };
}

function linkIn(posted: FormData): Link {
  const token = textIn(posted, "token");
  return { invitationId: textIn(posted, "invitationId"), ...(token && { token }) };
}

/** The page said that an unproven account is replaced. */
function hasReadNote(posted: FormData): boolean {
  return posted.has(REPLACES_ACCOUNT);
}

function linkPageOf(posted: FormData): string {
  return linkPath(linkIn(posted));
}
