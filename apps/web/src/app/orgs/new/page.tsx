import { api } from "@vestibule/backend/api";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Threshold } from "@/components/brand/threshold";
import { CREATE_ORGANIZATION, confirmPath } from "@/lib/confirm-path";
import { authPath } from "@/lib/return-path";
import { read } from "@/lib/server/auth-server";
import { CreateOrganizationForm } from "./create-organization-form";

export const metadata: Metadata = { title: "Create organization" };

export default async function CreateOrganizationPage() {
  const caller = await read(api.models.caller.get, {});
  if (!caller) redirect(authPath("sign-in", { next: CREATE_ORGANIZATION }));
  // The start page says what a caller who may not create one can do instead.
  if (!caller.canCreateOrganization) redirect("/");
  // Nobody creates one in the name of an address that may be somebody else's.
  if (!caller.user.emailVerified) redirect(confirmPath(CREATE_ORGANIZATION));
  return (
    <Threshold
      title="Create organization"
      lead="You'll be the owner and can invite others."
      footer={
        caller.organizations.length > 0 ? (
          <a href="/" className="text-primary underline underline-offset-4">
            Back to your organizations
          </a>
        ) : null
      }
    >
      <CreateOrganizationForm />
    </Threshold>
  );
}
