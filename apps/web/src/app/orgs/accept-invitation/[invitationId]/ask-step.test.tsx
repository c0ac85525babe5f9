import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { SECOND } from "@vestibule/backend/rules/time";
import { beforeEach, expect, test, vi } from "vitest";
import { doorstepOf, type LinkView } from "@/lib/doorstep/doorstep";
import { expiredLink, NOW } from "@/lib/doorstep/link-views.samples";
import { AskStep } from "./ask-step";
import type { AfterExpiry } from "./expired-step";

const createInvitationRequest = vi.fn();
vi.mock("@/hooks/use-line", () => ({ useCall: () => createInvitationRequest }));

const expired: LinkView = expiredLink;
type Request = NonNullable<LinkView["latestRequest"]>;
const asked = (request: Partial<Request> = {}): LinkView => ({
  ...expired,
  requestCount: request.requestNumber ?? 1,
  latestRequest: { status: "pending", requestNumber: 1, requestedAt: NOW, ...request },
});
const denied = { status: "denied", denyReason: "The team is complete." } as const;

/** The page in a browser tab, and what the server says next. */
function openTab(status: LinkView) {
  const page = (shown: LinkView, now: number) => (
    <AskStep
      doorstep={doorstepOf(shown, now) as AfterExpiry}
      link={{ invitationId: "i", token: "t" }}
      now={now}
    />
  );
  const { rerender } = render(page(status, NOW));
  return (next: LinkView, now = NOW) => rerender(page(next, now));
}

const heading = () => screen.getByRole("heading").textContent;
const requestButton = () => screen.getByRole("button", { name: "Request New Invitation" });

beforeEach(() => {
  createInvitationRequest.mockReset();
});

test("a tab that was open before another one asked shows the denial too", () => {
  const becomes = openTab(expired);
  becomes(asked());
  expect(heading()).toBe("Request Submitted");
  becomes(asked(denied));
  expect(heading()).toBe("Request denied");
  expect(screen.getByText("The team is complete.")).toBeVisible();
});

test("a page that was opened while the request waited shows the denial", () => {
  const becomes = openTab(asked());
  becomes(asked(denied));
  expect(heading()).toBe("Request denied");
});

test("a page that opens after the denial says it as a remark", () => {
  openTab(asked(denied));
  expect(heading()).toBe("Invitation Expired");
  expect(screen.getByText(/Your last request was denied/)).toBeVisible();
});

test("after Done a page with no request left says that the last one waits for its answer", async () => {
  openTab({ ...asked({ requestNumber: 3 }), canRequestNew: false });
  await userEvent.click(screen.getByRole("button", { name: "Done" }));
  expect(
    screen.getByText("Request 3/3 is waiting for an answer. You'll get it by email."),
  ).toBeVisible();
});

test.each([
  "Maximum requests reached. Please contact the organization directly.",
  "Please wait before requesting again.",
])("the server's refusal is said aloud, word for word: %s", async (message) => {
  createInvitationRequest.mockResolvedValue({ success: false, requestNumber: 3, message });
  openTab(expired);
  await userEvent.click(requestButton());
  expect(createInvitationRequest).toHaveBeenCalledExactlyOnceWith({
    originalInvitationId: "i",
    userEmail: "sam@acme.test",
    token: "t",
  });
  expect(await screen.findByText(message)).toBe(screen.getByRole("alert"));
});

test("a refusal because of the wait goes when the wait is over", async () => {
  const message = "Please wait before requesting again.";
  createInvitationRequest.mockResolvedValue({ success: false, requestNumber: 1, message });
  // Another tab asked and was answered at once: this one learns of it after its own click.
  const becomes = openTab(expired);
  await userEvent.click(requestButton());
  const cooling = { ...asked(denied), nextRequestAt: NOW + 60 * SECOND };
  becomes(cooling);
  await userEvent.click(screen.getByRole("button", { name: "Request New Invitation" }));
  expect(screen.getByText(message)).toBeVisible();
  becomes(cooling, NOW + 60 * SECOND);
  expect(requestButton()).toBeEnabled();
  expect(screen.getByRole("alert")).toBeEmptyDOMElement();
});
