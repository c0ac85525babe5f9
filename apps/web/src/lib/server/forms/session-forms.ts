import { api } from "@vestibule/backend/api";
import { authRefusalIn } from "@/lib/auth-endpoint";
import { authProblem } from "@/lib/auth-problems";
import { confirmPath } from "@/lib/confirm-path";
import { readCode } from "@/lib/doorstep/code";
import { patiently } from "@/lib/patient-fetch";
import { CONFIRM_SIGN_UP, DROP_SIGN_UP, SIGN_UP_CODE } from "@/lib/pending-sign-up";
import { FORGOT, INTENT } from "@/lib/posted-forms";
import { refusalSentences } from "@/lib/refusals";
import { authPath, returnPath } from "@/lib/return-path";
import { callAuth } from "@/lib/server/forms/call-auth";
import { call } from "@/lib/server/forms/call-mutation";
import { type FormAnswer, type PostedForm, textIn } from "@/lib/server/forms/form-answer";
import { whoProves } from "@/lib/server/pending-sign-up";
import { readSignUp } from "@/lib/sign-up-details";

/** The forms that begin and end a session. */

export const signIn: PostedForm = {
  page: (posted) =>
    authPath(isForgotten(posted) ? "forgot-password" : "sign-in", { next: nextIn(posted) }),
  keeps: ["email"],
  answer: async (posted, request) => {
    // The address that was typed goes along to the page for that, and is in no address.
    if (isForgotten(posted)) return { kind: "returns", form: "forgot-password" };
    const response = await callAuth(request, "/api/auth/sign-in/email", {
      email: textIn(posted, "email").trim(),
      password: textIn(posted, "password"),
    });
    return await signedIn(response, nextIn(posted));
  },
};

export const signUp: PostedForm = {
  page: (posted) => authPath("sign-up", { next: nextIn(posted) }),
  keeps: ["name", "email"],
  answer: async (posted, request) => {
    const { details, problems } = readSignUp(posted);
    if (Object.keys(problems).length > 0) return { kind: "returns", problems };
    const response = await callAuth(request, "/api/auth/sign-up/email", details);
    return await signedIn(response, nextIn(posted));
  },
};

/** The code that proves the address of who signed up in this browser and is signed in by it, or of who is signed in. */
export const confirmAddress: PostedForm = {
  page: (posted) => confirmPath(nextIn(posted)),
  keeps: ["code"],
  answer: async (posted, request) => {
    const { caller, signUp } = await whoProves();
    if (signUp || !caller) return await confirmSignUp(posted, request);
    if (posted.get(INTENT) === "another") {
      await call(api.models.emailVerification.requestCode, {});
      return { kind: "returns", sent: true };
    }
    const { code, problems } = readCode(posted);
    if (problems.code) return { kind: "returns", problems };
    const { verified } = await call(api.models.emailVerification.confirm, { code });
    return verified
      ? { kind: "leads", to: nextIn(posted) }
      : { kind: "returns", problems: { code: refusalSentences.invalid_code } };
  },
};

async function confirmSignUp(posted: FormData, request: Request): Promise<FormAnswer> {
  if (posted.get(INTENT) === "another") {
    const response = await callAuth(request, SIGN_UP_CODE, {});
    const refused = await authRefusalIn(response);
    return refused
      ? { kind: "returns", problem: refused.sentence }
      : { kind: "returns", sent: true, cookies: response.headers.getSetCookie() };
  }
  const { code, problems } = readCode(posted);
  if (problems.code) return { kind: "returns", problems };
  const response = await callAuth(request, CONFIRM_SIGN_UP, { code });
  const refused = await authRefusalIn(response);
  if (refused?.code === "invalid_code") {
    return { kind: "returns", problems: { code: refused.sentence } };
  }
  return refused
    ? { kind: "returns", problem: refused.sentence }
    : { kind: "leads", to: nextIn(posted), cookies: response.headers.getSetCookie() };
}

/** Who is signed in stays so, and the sign-up that waits in this browser is no more. */
export const dropSignUp: PostedForm = {
  page: (posted) => confirmPath(nextIn(posted)),
  keeps: [],
  answer: async (posted, request) => {
    const response = await callAuth(request, DROP_SIGN_UP, {});
    const cookies = response.headers.getSetCookie();
    return { kind: "leads", to: confirmPath(nextIn(posted)), cookies };
  },
};

export const signOut: PostedForm = {
  page: () => "/",
  keeps: [],
  answer: async (_posted, request) => ({
    kind: "leads",
    to: "/",
    cookies: await endSession(request),
  }),
};

/** Ends the session in the browser too: the cookies that forget it. */
export async function endSession(request: Request): Promise<string[]> {
  const response = await callAuth(request, "/api/auth/sign-out", {});
  if (!response.ok) throw new Error(`Signing out was answered with ${response.status}.`);
  return response.headers.getSetCookie();
}

async function signedIn(response: Response, next: string): ReturnType<PostedForm["answer"]> {
  const problem = await problemIn(response);
  return problem === undefined
    ? { kind: "leads", to: next, cookies: response.headers.getSetCookie() }
    : { kind: "returns", problem };
}

async function problemIn(response: Response): Promise<string | undefined> {
  if (response.ok) return undefined;
  const said: unknown = await (await patiently(response)).json().catch(() => null);
  return authProblem({ ...(said as Parameters<typeof authProblem>[0]), status: response.status });
}

function isForgotten(posted: FormData): boolean {
  return posted.get(INTENT) === FORGOT;
}

function nextIn(posted: FormData): string {
  return returnPath(textIn(posted, "next"));
}
