import { toast } from "sonner";
import { confirmPath } from "@/lib/confirm-path";
import { asRefusal } from "@/lib/failed-call";
import type { Refusal } from "@/lib/refusals";

interface Way {
  label: string;
  onClick: () => void;
}

/**
 * A failed call of a page without a form, as a toast. Who was signed out meanwhile is offered the way back in, and who has not
 * proven their address the page for it; the caller knows the ways on from other refusals.
 */
export function sayFailure(
  error: unknown,
  waysOn: Partial<Record<Refusal["code"], Way>> = {},
): void {
  const { code, sentence } = asRefusal(error);
  const way = waysOn[code] ?? wayOn(code);
  toast.error(sentence, way && { action: way });
}

function wayOn(code: Refusal["code"]): Way | undefined {
  if (code === "not_signed_in") return { label: "Sign in", onClick: () => open("/sign-in") };
  return code === "address_unproven"
    ? { label: "Confirm address", onClick: () => open(confirmPath(window.location.pathname)) }
    : undefined;
}

function open(path: string): void {
  window.open(path, "_blank", "noopener");
}
