import { render, screen } from "@testing-library/react";
import { type ReactNode, StrictMode, useRef } from "react";
import { expect, test } from "vitest";
import { InvitationCard } from "@/components/doorstep/invitation-card";
import { FirstView } from "./use-fresh-view-focus";

function Page({ view }: { view: string }) {
  return (
    <Views>
      <InvitationCard key={view} title={view} actions={<button type="button">Go on</button>} />
    </Views>
  );
}

function Views({ children }: { children: ReactNode }) {
  return <FirstView value={useRef<string>(null)}>{children}</FirstView>;
}

const heading = (name: string) => screen.getByRole("heading", { name });

test("a page opens without taking the focus, though React runs its effects twice", () => {
  render(<Page view="Join Acme" />, { wrapper: StrictMode });
  expect(document.body).toHaveFocus();
});

test("a view that took another's place has the focus on its heading", () => {
  const { rerender } = render(<Page view="Join Acme" />);
  screen.getByRole("button", { name: "Go on" }).focus();
  rerender(<Page view="Invitation Expired" />);
  expect(heading("Invitation Expired")).toHaveFocus();
  rerender(<Page view="Join Acme" />);
  expect(heading("Join Acme")).toHaveFocus();
});

test("a view that only changes leaves the focus where it is", () => {
  const { rerender } = render(<Page view="Join Acme" />);
  const button = screen.getByRole("button", { name: "Go on" });
  button.focus();
  rerender(<Page view="Join Acme" />);
  expect(button).toHaveFocus();
});
