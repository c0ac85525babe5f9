import { act, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { ReactNode } from "react";
import { expect, test, vi } from "vitest";
import { LineContext, useCall, useLiveLine } from "@/hooks/use-line";
import type { LinkView } from "@/lib/doorstep/doorstep";
import { checkInvitationStatus, decline } from "@/lib/doorstep/functions";
import type { Line } from "@/lib/doorstep/line";
import { expiredLink } from "@/lib/doorstep/link-views.samples";

const first: LinkView = { ...expiredLink, status: "valid" };
const LINK = { invitationId: "i", token: "t" };

/** A connection that comes when the test says so, and what it says then. */
function lateLine() {
  let arrive: (line: Line) => void = () => undefined;
  const arrived = new Promise<Line>((resolve) => {
    arrive = resolve;
  });
  let hear: (answer: unknown) => void = () => undefined;
  const stop = vi.fn();
  const call = vi.fn(async () => null);
  const watch = vi.fn((_query, _args, listener: typeof hear) => {
    hear = listener;
    return stop;
  });
  return {
    call,
    stop,
    line: () => arrived,
    arrive: () => act(async () => arrive({ call, watch } as unknown as Line)),
    say: (answer: unknown) => act(() => hear(answer)),
  };
}

function Page() {
  const view = useLiveLine(checkInvitationStatus, LINK, first);
  const declineInvitation = useCall(decline);
  return (
    <button type="button" onClick={() => void declineInvitation(LINK)}>
      {view?.status}
    </button>
  );
}

const show = (line: () => Promise<Line>, page: ReactNode = <Page />) =>
  render(<LineContext value={line}>{page}</LineContext>);

test("the page shows what the server was answered, then what is new", async () => {
  const late = lateLine();
  const { unmount } = show(late.line);
  expect(screen.getByRole("button")).toHaveTextContent("valid");
  await late.arrive();
  expect(screen.getByRole("button")).toHaveTextContent("valid");
  late.say({ ...first, status: "revoked" });
  expect(screen.getByRole("button")).toHaveTextContent("revoked");
  unmount();
  expect(late.stop).toHaveBeenCalledOnce();
});

test("a click before the connection is there is carried when it comes", async () => {
  const late = lateLine();
  show(late.line);
  await userEvent.click(screen.getByRole("button"));
  expect(late.call).not.toHaveBeenCalled();
  await late.arrive();
  expect(late.call).toHaveBeenCalledExactlyOnceWith(decline, LINK);
});
