import { Mail, MailCheck } from "lucide-react";
import type { ReactNode } from "react";
import { Written } from "@/components/brand/written";
import { acceptPath, CONFIRM_ADDRESS } from "@/lib/my-invitations";
import { roleWords } from "@/lib/roles";
import type { MyInvitation } from "@/lib/rows";
import { cn } from "@/lib/utils";

/**
 * Above every page of the console: what waits for the person elsewhere. To an unproven address it says the same whether or
 * not something waits. What comes in while the page is open is read out.
 */
export function WaitingNotice({
  isProven,
  invitations,
}: {
  isProven: boolean;
  invitations: MyInvitation[];
}) {
  return <div role="status">{noticeOf(isProven, invitations)}</div>;
}

function noticeOf(isProven: boolean, invitations: MyInvitation[]): ReactNode {
  if (!isProven) {
    return (
      <Notice icon={<MailCheck />} action={<a href={CONFIRM_ADDRESS}>Confirm address</a>}>
        Confirm your address to see whether invitations are waiting for it.
      </Notice>
    );
  }
  const [only, ...others] = invitations;
  if (!only) return null;
  if (others.length > 0) {
    return (
      <Notice icon={<Mail />} isNews action={<a href="/">View invitations</a>}>
        {invitations.length} invitations are waiting for you.
      </Notice>
    );
  }
  const { id, inviter, organization, role } = only;
  return (
    <Notice icon={<Mail />} isNews action={<a href={acceptPath(id)}>View invitation</a>}>
      <Written>{inviter.name}</Written> invited you to join <Written>{organization.name}</Written>{" "}
      as {roleWords[role].label}.
    </Notice>
  );
}

function Notice({
  icon,
  isNews = false,
  action,
  children,
}: {
  icon: ReactNode;
  isNews?: boolean;
  action: ReactNode;
  children: ReactNode;
}) {
  return (
    <div
      className={cn(
        "flex flex-wrap items-center gap-x-3 gap-y-1 border-b px-4 py-2 text-sm sm:px-8",
        isNews ? "border-accent/60 bg-accent/12" : "bg-card",
      )}
    >
      <span className="[&>svg]:size-4" aria-hidden="true">
        {icon}
      </span>
      <p className="wrap-anywhere min-w-0 flex-1 basis-48">{children}</p>
      <span className="font-medium text-primary [&>a]:inline-block [&>a]:py-1 [&>a]:underline [&>a]:underline-offset-4">
        {action}
      </span>
    </div>
  );
}
