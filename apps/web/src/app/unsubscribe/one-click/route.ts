import { api } from "@vestibule/backend/api";
import { refusalOf } from "@/lib/failed-call";
import { noticeLinkIn } from "@/lib/notice-link";
import { call } from "@/lib/server/forms/call-mutation";

/** What a mail program says in the body when its reader presses its button (RFC 8058). */
const ONE_CLICK = { name: "List-Unsubscribe", value: "One-Click" };

/**
 * A mail program turns a notice off for its reader. It has neither cookies nor an origin: the link's token is the whole of its
 * right, so no page of another site can do more than who has the letter. It can turn nothing on.
 */
export async function POST(request: Request) {
  const body = await request.formData().catch(() => null);
  if (body?.get(ONE_CLICK.name) !== ONE_CLICK.value) {
    return answer(400, "This address takes List-Unsubscribe=One-Click, or is opened as a page.");
  }
  const link = noticeLinkIn(Object.fromEntries(new URL(request.url).searchParams));
  try {
    await call(api.models.notices.setByLink, { ...link, isOn: false });
    return answer(200, "These emails are off. Open this address to turn them on again.");
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal) throw error;
    return answer(refusal.code === "rate_limited" ? 429 : 404, refusal.sentence);
  }
}

function answer(status: number, text: string): Response {
  return new Response(text, { status, headers: { "cache-control": "no-store" } });
}
