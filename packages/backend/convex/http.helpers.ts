import { hashPassword } from "better-auth/crypto";
import { createAccount } from "./accounts/accounts";
import { mailedCode } from "./accounts/codes.helpers";
import { CLIENT_ADDRESS_HEADER, PROXY_SECRET_HEADER } from "./rules/clientAddress";
import type { Backend } from "./setup.helpers";
import { PROXY_SECRET, SITE_URL } from "./setup.helpers";

/** One person's browser, through the web app: keeps cookies, has an address of its own, sends the site's origin. */
export interface Browser {
  get(path: string): Promise<Response>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  cookies: ReadonlyMap<string, string>;
}

let browsers = 0;

export function openBrowser(t: Backend): Browser {
  const cookies = new Map<string, string>();
  browsers += 1;
  const address = `203.0.113.${browsers % 256}`;

  async function send(path: string, init: RequestInit, headers: Record<string, string> = {}) {
    const response = await t.fetch(`/api/auth${path}`, {
      ...init,
      headers: {
        origin: SITE_URL,
        [PROXY_SECRET_HEADER]: PROXY_SECRET,
        [CLIENT_ADDRESS_HEADER]: address,
        cookie: Array.from(cookies, ([name, value]) => `${name}=${value}`).join("; "),
        ...headers,
      },
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ""] = cookie.split(";");
      const at = pair.indexOf("=");
      if (/max-age=0/i.test(cookie)) cookies.delete(pair.slice(0, at));
      else cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return response;
  }

  return {
    cookies,
    get: (path) => send(path, { method: "GET" }),
    post: (path, body, headers) =>
      send(
        path,
        { method: "POST", body: JSON.stringify(body) },
        { "content-type": "application/json", ...headers },
      ),
  };
}

interface SignUpForm {
  name: string;
  email: string;
  password: string;
}

/** Signs up. Nobody is signed in, and there is no account until the mailed code is given. */
export async function signUp(browser: Browser, form: SignUpForm): Promise<Response> {
  return await browser.post("/sign-up/email", form);
}

/** An account whose address nobody has proven, as earlier versions made one for every sign-up. */
export async function makeUnproven(t: Backend, form: SignUpForm): Promise<void> {
  const { password, ...person } = form;
  const passwordHash = await hashPassword(password);
  await t.run(async (ctx) => {
    await createAccount(ctx, { ...person, passwordHash, emailVerified: false });
  });
}

/** A session in such an account. */
export async function enterUnproven(
  t: Backend,
  browser: Browser,
  form: SignUpForm,
): Promise<Response> {
  await makeUnproven(t, form);
  return await browser.post("/sign-in/email", form);
}

/** Signs up and gives the mailed code: a session in an account whose address is proven. */
export async function enterProven(
  t: Backend,
  browser: Browser,
  form: SignUpForm,
): Promise<Response> {
  const signedUp = await signUp(browser, form);
  if (!signedUp.ok) return signedUp;
  return await browser.post("/sign-up/email/confirm", { code: await mailedCode(t) });
}
