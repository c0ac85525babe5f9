import { internal } from "../_generated/api";
import { httpAction } from "../_generated/server";
import { resendWebhookSecret } from "../environment";

/**
 * Where a provider tells what became of letters. The route only carries: body and headers go to an action that verifies them,
 * so that what verifies is in no other request's bundle. A provider tries again after every answer but a good one.
 */

/** An event has a few kilobytes; its letter's body is not in it. */
const MAX_BODY_BYTES = 64 * 1024;

export const resend = httpAction(async (ctx, request) => {
  if (!resendWebhookSecret()) {
    // biome-ignore lint/suspicious/noConsole: the provider sees the status alone, and the deployment's log is where its operator looks
    console.error(
      "A webhook of Resend was turned away: RESEND_WEBHOOK_SECRET is not set on this deployment. " +
        "Copy the signing secret of the webhook: npx convex env set RESEND_WEBHOOK_SECRET whsec_…",
    );
    return new Response(null, { status: 503 });
  }
  if (Number(request.headers.get("content-length")) > MAX_BODY_BYTES) return tooLarge();
  const body = await request.text();
  if (new TextEncoder().encode(body).length > MAX_BODY_BYTES) return tooLarge();
  const signed = {
    id: request.headers.get("svix-id") ?? "",
    timestamp: request.headers.get("svix-timestamp") ?? "",
    signature: request.headers.get("svix-signature") ?? "",
  };
  const isTaken = await ctx.runAction(internal.mail.resendWebhook.receive, { body, signed });
  return new Response(null, { status: isTaken ? 200 : 401 });
});

function tooLarge(): Response {
  return new Response(null, { status: 413 });
}
