"use client";

import { api } from "@vestibule/backend/api";
import { useConvexAuth, useMutation } from "convex/react";
import { StoredAddress } from "@/components/brand/stored-address";
import { asRefusal } from "@/lib/failed-call";
import { type Refusal, refusalSentences } from "@/lib/refusals";
import { ConfirmAddressForm } from "./confirm-address-form";

/** Who is signed in proves the address of their account. */
export function SessionProof({ email, next }: { email: string; next: string }) {
  const { isAuthenticated } = useConvexAuth();
  const confirm = useMutation(api.models.emailVerification.confirm);
  const requestCode = useMutation(api.models.emailVerification.requestCode);

  async function refusedBy(call: () => Promise<Refusal | null>): Promise<Refusal | null> {
    try {
      return await call();
    } catch (error) {
      return asRefusal(error);
    }
  }

  return (
    <ConfirmAddressForm
      next={next}
      isReady={isAuthenticated}
      onConfirm={(code) =>
        refusedBy(async () => {
          const { verified } = await confirm({ code });
          return verified
            ? null
            : { code: "invalid_code", sentence: refusalSentences.invalid_code };
        })
      }
      onRequestCode={(options) => refusedBy(() => requestCode(options))}
    >
      Enter the code that we emailed to confirm <StoredAddress>{email}</StoredAddress>. Each one
      works for ten minutes, until you send a new one.
    </ConfirmAddressForm>
  );
}
