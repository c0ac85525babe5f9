import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { MAX_MESSAGE_LENGTH } from "@vestibule/backend/rules/lengths";
import type { Role } from "@vestibule/backend/rules/roles";
import { DAY } from "@vestibule/backend/rules/time";
import type { ComponentProps } from "react";
import { expect, test, vi } from "vitest";
import { ExpiredInvitationView } from "@/components/doorstep/expired-invitation-view";
import { formatDay, formatExact } from "@/lib/dates";

const ROLE: Role = "member";
const NOW = Date.UTC(2026, 2, 20, 12);

type Props = Partial<ComponentProps<typeof ExpiredInvitationView>>;

function show(props: Props = {}) {
  const onRequestNew = vi.fn(async () => null);
  const page = (changed: Props) => (
    <ExpiredInvitationView
      organizationName="Acme"
      role={ROLE}
      originalInviteDate={NOW - 9 * DAY}
      expiredDate={NOW - 2 * DAY}
      canRequestNew
      requestCount={0}
      maxRequests={3}
      now={NOW}
      onRequestNew={onRequestNew}
      {...props}
      {...changed}
    />
  );
  const { container, rerender } = render(page({}));
  return { onRequestNew, container, becomes: (changed: Props) => rerender(page(changed)) };
}

const requestButton = () => screen.queryByRole("button", { name: "Request New Invitation" });

test("an expired invitation says whose it was and as what", () => {
  const { container } = show();
  expect(container.querySelector(".lucide-triangle-alert")).toBeVisible();
  expect(screen.getByRole("heading", { name: "Invitation Expired" })).toBeVisible();
  expect(screen.getByText("Your invitation to join Acme has expired.")).toBeVisible();
  expect(screen.getByText("Invited as").nextSibling).toHaveTextContent("Member");
});

test("it says when it was made and when it expired, in the reader's words and exactly", () => {
  show();
  for (const [label, at] of [
    ["Original invitation", NOW - 9 * DAY],
    ["Expired", NOW - 2 * DAY],
  ] as const) {
    const fact = screen.getByText(label).nextElementSibling;
    expect(fact).toHaveTextContent(formatDay(at, "browser"));
    const moment = fact?.querySelector("time");
    expect(moment).toHaveAttribute("datetime", new Date(at).toISOString());
    expect(moment).toHaveAttribute("title", formatExact(at, "browser"));
  }
});

test("the first request is offered as 1 of 3", () => {
  show();
  expect(requestButton()).toBeEnabled();
  expect(screen.getByText("Request 1/3")).toBeVisible();
});

test("during the cooldown the button waits and the seconds count down", () => {
  show({ requestCount: 1, nextRequestAt: NOW + 42_000 });
  expect(requestButton()).toBeDisabled();
  expect(screen.getByText("Request 1/3 sent. You can ask again in 42 s.")).toBeVisible();
});

test("the end of the cooldown is said aloud", () => {
  const { becomes } = show({ requestCount: 1, nextRequestAt: NOW + 42_000 });
  const region = screen.getByRole("status");
  expect(region).toBeEmptyDOMElement();
  becomes({ now: NOW + 42_000 });
  expect(region).toHaveTextContent("You can ask again now.");
});

test("a cooldown that is over no longer holds the button", () => {
  show({ requestCount: 1, nextRequestAt: NOW });
  expect(requestButton()).toBeEnabled();
});

test("after the last request only the contact is left", () => {
  show({ requestCount: 3, canRequestNew: false, adminContactEmail: "people@acme.test" });
  expect(requestButton()).toBeNull();
  expect(screen.getByText("Maximum requests reached.")).toBeVisible();
  expect(screen.getByRole("link", { name: "people@acme.test" })).toHaveAttribute(
    "href",
    "mailto:people@acme.test",
  );
});

test("without a contact either, it says who can help", () => {
  const { becomes } = show({ requestCount: 3, canRequestNew: false });
  expect(screen.getByText("Ask the person who invited you for a new one.")).toBeVisible();
  becomes({ adminContactEmail: "people@acme.test" });
  expect(screen.queryByText(/the person who invited you/)).toBeNull();
});

test("after the last request it says that the answer is on its way", () => {
  show({ requestCount: 3, canRequestNew: false, isWaiting: true });
  expect(screen.queryByText(/the person who invited you/)).toBeNull();
  expect(
    screen.getByText("Request 3/3 is waiting for an answer. You'll get it by email."),
  ).toBeVisible();
  expect(screen.getByText("Maximum requests reached.")).toBeVisible();
});

test("a blocked invitee reads the same as one who has asked as often as allowed", () => {
  show({ requestCount: 1, canRequestNew: false });
  expect(requestButton()).toBeNull();
  expect(screen.getByText("Maximum requests reached.")).toBeVisible();
});

test("the contact stands beside the request while one is left", () => {
  show({ adminContactEmail: "people@acme.test" });
  expect(screen.getByText(/Or contact the organization directly:/)).toBeVisible();
});

test("a denied request shows its reason", () => {
  show({ requestCount: 1, deniedReason: "The team is complete." });
  expect(screen.getByText(/Your last request was denied/)).toHaveTextContent(
    "“The team is complete.”",
  );
});

test("a message goes along with the request", async () => {
  const { onRequestNew } = show();
  await userEvent.click(screen.getByRole("button", { name: "Add a message" }));
  await userEvent.type(screen.getByLabelText(/Message to the organization/), " I was ill. ");
  await userEvent.click(screen.getByRole("button", { name: "Request New Invitation" }));
  expect(onRequestNew).toHaveBeenCalledExactlyOnceWith("I was ill.");
});

test("a message may be as long as the server takes", async () => {
  show();
  await userEvent.click(screen.getByRole("button", { name: "Add a message" }));
  expect(screen.getByLabelText(/Message to the organization/)).toHaveAttribute(
    "maxlength",
    String(MAX_MESSAGE_LENGTH),
  );
});

test("a double click sends one request", async () => {
  const never = vi.fn(() => new Promise<null>(() => undefined));
  show({ onRequestNew: never });
  await userEvent.dblClick(screen.getByRole("button", { name: "Request New Invitation" }));
  expect(never).toHaveBeenCalledOnce();
});

test("why a request failed is said aloud", async () => {
  show({ onRequestNew: async () => "Please wait before requesting again." });
  await userEvent.click(screen.getByRole("button", { name: "Request New Invitation" }));
  expect(screen.getByRole("alert")).toHaveTextContent("Please wait before requesting again.");
});
