import { MailCheck } from "lucide-react";
import { StoredAddress } from "@/components/brand/stored-address";
import { Button } from "@/components/ui/button";
import { CONFIRM_ADDRESS } from "@/lib/my-invitations";

/** To somebody whose address is unproven: the same words whether or not something waits for it. */
export function ConfirmAddress({ email }: { email: string }) {
  return (
    <div className="flex flex-col items-center gap-4 rounded-lg border bg-card px-6 py-6 text-center">
      <MailCheck className="size-6 text-muted-foreground" aria-hidden="true" />
      <p className="wrap-anywhere text-balance text-sm">
        Confirm <StoredAddress className="font-medium">{email}</StoredAddress> to see whether
        invitations are waiting for it.
      </p>
      <Button asChild>
        <a href={CONFIRM_ADDRESS}>Confirm address</a>
      </Button>
    </div>
  );
}
