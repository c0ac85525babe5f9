import { toast } from "sonner";
import { confirmPath } from "@/lib/confirm-path";
import { asRefusal } from "@/lib/failed-call";
import type { Refusal } from "@/lib/refusals";

/**
 * A failed call of a page without a form, as a toast. Who was signed out meanwhile is offered the way back in, and who has not
 * proven their address the page for it.
 */
export function sayFailure(error: unknown): void {
  const { code, sentence } = asRefusal(error);
  const way = wayOn(code);
  toast.error(
    sentence,
    way && {
      action: {
        label: way.label,
        onClick: () => window.open(way.path, "_blank", "noopener"),
      },
    },
  );
}

function wayOn(code: Refusal["code"]): { label: string; path: string } | undefined {
  if (code === "not_signed_in") return { label: "Sign in", path: "/sign-in" };
  return code === "address_unproven"
    ? { label: "Confirm address", path: confirmPath(window.location.pathname) }
    : undefined;
}
