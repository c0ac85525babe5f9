import { toast } from "sonner";
import { asRefusal } from "@/lib/failed-call";

/** A failed call of a page without a form, as a toast. Who was signed out meanwhile is offered the way back in. */
export function sayFailure(error: unknown): void {
  const { code, sentence } = asRefusal(error);
  toast.error(
    sentence,
    code === "not_signed_in"
      ? {
          action: {
            label: "Sign in",
            onClick: () => window.open("/sign-in", "_blank", "noopener"),
          },
        }
      : undefined,
  );
}
