import { api } from "@vestibule/backend/api";
import { noticeLinkIn, noticeLinkPath } from "@/lib/notice-link";
import { INTENT } from "@/lib/posted-forms";
import { call } from "@/lib/server/forms/call-mutation";
import { type PostedForm, textIn } from "@/lib/server/forms/form-answer";

/** Turns a kind of notice off, or on again, for the person whose letter led here. */
export const unsubscribe: PostedForm = {
  page: (posted) => noticeLinkPath(linkIn(posted)),
  keeps: [],
  answer: async (posted) => {
    const link = linkIn(posted);
    const isOn = posted.get(INTENT) === "on";
    await call(api.models.notices.setByLink, { ...link, isOn });
    return { kind: "leads", to: noticeLinkPath(link) };
  },
};

function linkIn(posted: FormData) {
  return noticeLinkIn({
    user: textIn(posted, "user"),
    notice: textIn(posted, "notice"),
    token: textIn(posted, "token"),
  });
}
