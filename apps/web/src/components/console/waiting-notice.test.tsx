import { render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { WaitingNotice } from "@/components/console/waiting-notice";
import { myInvitation } from "@/lib/my-invitations.samples";

test("one invitation is named above the console, with the way to it", () => {
  render(<WaitingNotice isProven invitations={[myInvitation]} />);
  expect(screen.getByRole("status")).toHaveTextContent(
    "Maria Lopez invited you to join Borealis as Admin.",
  );
  expect(screen.getByRole("link", { name: "View invitation" })).toHaveAttribute(
    "href",
    "/orgs/accept-invitation/i1",
  );
});

test("several invitations are counted, with the way to all of them", () => {
  render(<WaitingNotice isProven invitations={[myInvitation, { ...myInvitation, id: "i2" }]} />);
  expect(screen.getByText("2 invitations are waiting for you.")).toBeVisible();
  expect(screen.getByRole("link", { name: "View invitations" })).toHaveAttribute("href", "/");
});

test("where nothing waits the console says nothing, and has the place where news is read out", () => {
  render(<WaitingNotice isProven invitations={[]} />);
  expect(screen.getByRole("status")).toBeEmptyDOMElement();
});

test("an unproven address hears the same in the console whether or not something waits", () => {
  const { container: nothing } = render(<WaitingNotice isProven={false} invitations={[]} />);
  const { container: one } = render(
    <WaitingNotice isProven={false} invitations={[myInvitation]} />,
  );
  expect(one.innerHTML).toBe(nothing.innerHTML);
  expect(one).toHaveTextContent(
    "Confirm your address to see whether invitations are waiting for it.",
  );
});
