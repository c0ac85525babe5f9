import { act } from "@testing-library/react";
import type { Role } from "@vestibule/backend/rules/roles";
import { HOUR, MINUTE } from "@vestibule/backend/rules/time";
import type { ReactNode } from "react";
import { hydrateRoot } from "react-dom/client";
import { renderToString } from "react-dom/server";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { AutoReInvitedView } from "@/components/doorstep/auto-reinvited-view";
import { ExpiredInvitationView } from "@/components/doorstep/expired-invitation-view";
import type { MailedInvitation } from "@/components/doorstep/mailed-invitation-card";
import { NewerInvitationView } from "@/components/doorstep/newer-invitation-view";
import { RequestInvitationConfirmation } from "@/components/doorstep/request-invitation-confirmation";

/** The server's clock; the browser's is set where it matters. */
const NOON = Date.UTC(2026, 2, 20, 12);
const ROLE: Role = "member";

const mailed: MailedInvitation = {
  maskedEmail: "s•••@acme.test",
  sentAt: NOON - 5 * MINUTE,
  delivery: "sent",
  canSendAgainAt: NOON,
  now: NOON,
  resent: false,
  busy: false,
  onResend: () => undefined,
};

const views: [string, ReactNode][] = [
  ["a newer invitation", <NewerInvitationView key="n" organizationName="Acme" mailed={mailed} />],
  ["a renewed invitation", <AutoReInvitedView key="r" organizationName="Acme" mailed={mailed} />],
  [
    "an approved request",
    <RequestInvitationConfirmation
      key="a"
      organizationName="Acme"
      answer={{ kind: "approved", mailed }}
    />,
  ],
  [
    "an expired invitation",
    <ExpiredInvitationView
      key="e"
      organizationName="Acme"
      role={ROLE}
      originalInviteDate={NOON - 200 * HOUR}
      expiredDate={NOON - 32 * HOUR}
      canRequestNew
      requestCount={0}
      maxRequests={3}
      now={NOON}
      onRequestNew={async () => null}
    />,
  ],
];
const browsers: [string, number][] = [
  ["in the next minute", 61_000],
  ["three hours ahead", 3 * HOUR],
  ["three hours behind", -3 * HOUR],
];

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
});
afterEach(() => {
  vi.useRealTimers();
});

test.each(
  views.flatMap(([view, page]) => browsers.map(([clock, skew]) => ({ view, page, clock, skew }))),
)("$view hydrates as the server rendered it in a browser $clock", async ({ page, skew }) => {
  vi.setSystemTime(NOON);
  const html = renderToString(page);
  vi.setSystemTime(NOON + skew);
  const box = document.createElement("div");
  box.innerHTML = html;
  document.body.append(box);
  const onRecoverableError = vi.fn();
  const root = await act(async () => hydrateRoot(box, page, { onRecoverableError }));
  expect(onRecoverableError).not.toHaveBeenCalled();
  if (html.includes("ago")) expect(box).toHaveTextContent("5 minutes ago");
  await act(async () => root.unmount());
  box.remove();
});
