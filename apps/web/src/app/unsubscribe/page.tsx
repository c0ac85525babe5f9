import { api } from "@vestibule/backend/api";
import type { Metadata } from "next";
import { PlainThreshold } from "@/components/brand/plain-threshold";
import { StoredAddress } from "@/components/brand/stored-address";
import { Form } from "@/components/forms/form";
import { Problem } from "@/components/forms/problem";
import { Button } from "@/components/ui/button";
import { PostedForms } from "@/hooks/use-returned-form";
import { noticeLinkIn } from "@/lib/notice-link";
import { noticePlaces, noticeWords } from "@/lib/notice-words";
import { INTENT } from "@/lib/posted-forms";
import { read } from "@/lib/server/auth-server";
import { returnedForm } from "@/lib/server/returned-form";

export const metadata: Metadata = {
  title: "Email notices",
  referrer: "strict-origin",
  robots: { index: false, follow: false },
};

/**
 * Where the link of a notice leads, without signing in. Looking at it turns nothing off: mail scanners open links. A mail
 * program's own button posts to the same address, see `one-click/route.ts`.
 */
export default async function UnsubscribePage({ searchParams }: PageProps<"/unsubscribe">) {
  const link = noticeLinkIn(await searchParams);
  const notice = await read(api.models.notices.readByLink, { ...link });
  if (!notice) {
    return (
      <PlainThreshold
        title="This link doesn't work"
        lead="It may have been cut off. Open the link in the email again, or copy all of it."
      >
        {null}
      </PlainThreshold>
    );
  }
  const { kind, isOn, email } = notice;
  const address = <StoredAddress>{email}</StoredAddress>;
  const returned = await returnedForm();
  return (
    <PlainThreshold
      title={isOn ? "Turn off these emails?" : "These emails are off"}
      lead={
        isOn ? (
          <>
            We email {address} when {noticeWords[kind]}.
          </>
        ) : (
          <>
            We no longer email {address} when {noticeWords[kind]}. {noticePlaces[kind]}
          </>
        )
      }
      footer="This is your own setting, in every organization. Others still get their emails."
    >
      <PostedForms value={{ fields: { ...link }, returned }}>
        <Form posts="unsubscribe" className="flex flex-col gap-3">
          <Button
            type="submit"
            size="lg"
            variant={isOn ? "default" : "outline"}
            name={INTENT}
            value={isOn ? "off" : "on"}
          >
            {isOn ? "Turn off" : "Turn on again"}
          </Button>
          <Problem>{returned?.problem}</Problem>
        </Form>
      </PostedForms>
    </PlainThreshold>
  );
}
