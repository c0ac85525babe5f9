"use client";

import { confirmSignUp, requestSignUpCode } from "@/lib/pending-sign-up";
import { ConfirmAddressForm } from "./confirm-address-form";

/** Who just signed up in this browser proves the address, and is signed in by that. */
export function SignUpProof({ email, next }: { email: string; next: string }) {
  return (
    <ConfirmAddressForm
      {...{ email, next }}
      onConfirm={confirmSignUp}
      onRequestCode={requestSignUpCode}
    />
  );
}
