import { api } from "@vestibule/backend/api";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { doorstepOf, successorOf } from "@/lib/doorstep/doorstep";
import { titleOf } from "@/lib/doorstep/title";
import { read } from "@/lib/server/auth-server";
import { returnedForm } from "@/lib/server/returned-form";
import { AcceptInvitationScreen } from "./accept-invitation-screen";

type Props = PageProps<"/orgs/accept-invitation/[invitationId]">;

async function argsOf({ params, searchParams }: Props) {
  const { invitationId } = await params;
  // The first, when a mail program or a person glued another one behind it.
  const [token] = [(await searchParams).token].flat();
  return { invitationId, ...(token !== undefined && { token }) };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const answer = await read(api.models.invitations.checkInvitationStatus, await argsOf(props));
  return {
    title: { absolute: titleOf(doorstepOf(answer, Date.now())) },
    referrer: "strict-origin",
    robots: { index: false, follow: false },
  };
}

export default async function AcceptInvitationPage(props: Props) {
  const args = await argsOf(props);
  const first = await read(api.models.invitations.checkInvitationStatus, args);
  const successor = successorOf(first);
  if (successor) redirect(`/orgs/accept-invitation/${encodeURIComponent(successor)}`);
  return (
    <AcceptInvitationScreen
      first={first}
      serverNow={Date.now()}
      returned={await returnedForm()}
      {...args}
    />
  );
}
