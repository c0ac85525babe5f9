import { refusalOf } from "@/lib/failed-call";
import type { PostedFormName } from "@/lib/posted-forms";
import { unexpectedSentence } from "@/lib/refusals";
import { serverEnv } from "@/lib/server/env";
import type { FormAnswer, PostedForm } from "@/lib/server/forms/form-answer";
import * as invitation from "@/lib/server/forms/invitation-forms";
import * as password from "@/lib/server/forms/password-forms";
import { isFromOurPage, siteOrigin } from "@/lib/server/forms/same-origin";
import * as session from "@/lib/server/forms/session-forms";
import { unsubscribe } from "@/lib/server/forms/unsubscribe-form";
import { returnedCookie } from "@/lib/server/returned-form";

/** A form that only scripts can do: it says so, and that nothing was sent. */
const scriptsNeeded: PostedForm = {
  page: () => "/scripts-needed",
  keeps: [],
  answer: async () => ({ kind: "leads", to: "/scripts-needed" }),
};

const forms: Record<PostedFormName, PostedForm> = {
  "sign-in": session.signIn,
  "sign-up": session.signUp,
  "sign-out": session.signOut,
  "confirm-address": session.confirmAddress,
  "drop-sign-up": session.dropSignUp,
  "forgot-password": password.forgotPassword,
  "reset-password": password.resetPassword,
  unsubscribe,
  join: invitation.join,
  verify: invitation.verify,
  accept: invitation.accept,
  decline: invitation.decline,
  request: invitation.request,
  resend: invitation.resend,
  renew: invitation.renew,
  "switch-account": invitation.switchAccount,
  "scripts-needed": scriptsNeeded,
};

const SEE_OTHER = 303;

/**
 * Answers a form that a browser sent by itself, always with another page's address, so that reloading sends
 * nothing again. What went wrong is shown by the page that it comes back to.
 */
export async function answerForm(name: string, request: Request): Promise<Response> {
  if (!isFormName(name)) return new Response("There is no such form.", { status: 404 });
  if (!isFromOurPage(request)) {
    const here = serverEnv().siteOrigin ?? "the page here";
    return new Response(
      `This form didn't come from a page of this site, so nothing was done. Open ${here} and send it again.`,
      { status: 403 },
    );
  }
  const posted = await readForm(request);
  if (!posted) return new Response("This form can't be read.", { status: 400 });
  const form = forms[name];
  const answer = await attempt(form, name, posted, request);
  return answer.kind === "leads"
    ? seeOther(answer.to, answer.cookies ?? [])
    : comeBack(form.page(posted), name, form, posted, answer, request);
}

async function attempt(
  form: PostedForm,
  name: PostedFormName,
  posted: FormData,
  request: Request,
): Promise<FormAnswer> {
  try {
    return await form.answer(posted, request);
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal) return { kind: "returns", problem: refusal.sentence };
    // biome-ignore lint/suspicious/noConsole: the person reads that it is not their fault; what happened stands here
    console.error(`The form ${name} failed: ${nameAndPlaceOf(error)}`);
    return { kind: "returns", problem: unexpectedSentence };
  }
}

/** Not its message: a validator's holds what was typed. */
function nameAndPlaceOf(error: unknown): string {
  if (!(error instanceof Error)) return "it threw what is no error.";
  const frames = error.stack?.split("\n").filter((line) => /^\s+at /.test(line)) ?? [];
  return [error.name, ...frames].join("\n");
}

function comeBack(
  page: string,
  name: PostedFormName,
  { keeps }: PostedForm,
  posted: FormData,
  { form = name, problem, problems, sent, cookies = [] }: Extract<FormAnswer, { kind: "returns" }>,
  request: Request,
): Response {
  const typed = Object.fromEntries(
    keeps.flatMap((field) => {
      const value = posted.get(field);
      return typeof value === "string" ? [[field, value] as const] : [];
    }),
  );
  const cookie = returnedCookie(
    { form, problem, problems, sent, typed },
    new URL(page, request.url).pathname,
    siteOrigin(request).startsWith("https:"),
  );
  return seeOther(page, [...cookies, cookie]);
}

/** A path alone, so that no proxy's idea of this server's name can lead elsewhere. */
function seeOther(to: string, cookies: string[]): Response {
  const response = new Response(null, {
    status: SEE_OTHER,
    headers: { location: to, "cache-control": "no-store", "referrer-policy": "no-referrer" },
  });
  for (const cookie of cookies) response.headers.append("set-cookie", cookie);
  return response;
}

async function readForm(request: Request): Promise<FormData | undefined> {
  try {
    return await request.formData();
  } catch {
    return undefined;
  }
}

function isFormName(name: string): name is PostedFormName {
  return Object.hasOwn(forms, name);
}
