import { api } from "@vestibule/backend/api";
import type { Metadata } from "next";
import { cookies } from "next/headers";
import { PlainThreshold } from "@/components/brand/plain-threshold";
import { StoredAddress } from "@/components/brand/stored-address";
import { PostedForms } from "@/hooks/use-returned-form";
import { RESET_COOKIE } from "@/lib/reset-cookie";
import { returnPath } from "@/lib/return-path";
import { read } from "@/lib/server/auth-server";
import { returnedForm } from "@/lib/server/returned-form";
import { ForgotPasswordForm } from "../forgot-password/forgot-password-form";
import { ResetPasswordForm } from "./reset-password-form";

export const metadata: Metadata = {
  title: "Choose a new password",
  referrer: "strict-origin",
  robots: { index: false, follow: false },
};

/** What a mailed link opens, once the proxy has taken its token out of the address. An ended one asks for the next. */
export default async function ResetPasswordPage() {
  const token = (await cookies()).get(RESET_COOKIE)?.value ?? "";
  const link = await read(api.models.passwordResets.check, { token });
  const returned = await returnedForm();
  if (link.status === "valid") {
    return (
      <PlainThreshold
        title="Choose a new password"
        lead={
          <>
            For the account of <StoredAddress>{link.email}</StoredAddress>. Saving it signs you in
            here, and out on every other device.
          </>
        }
      >
        <PostedForms value={{ fields: { token }, returned }}>
          <ResetPasswordForm email={link.email} token={token} />
        </PostedForms>
      </PlainThreshold>
    );
  }
  const next = returnPath(link.next);
  return (
    <PlainThreshold
      title="This link no longer works"
      lead="A link to choose a password works once, for one hour, and only the newest one works. Ask for a new one here."
    >
      <PostedForms value={{ fields: { next }, returned }}>
        <ForgotPasswordForm email={link.email ?? ""} next={next} />
      </PostedForms>
    </PlainThreshold>
  );
}
