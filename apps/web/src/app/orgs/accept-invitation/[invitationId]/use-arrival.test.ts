import { act, renderHook, waitFor } from "@testing-library/react";
import { beforeEach, expect, test, vi } from "vitest";
import type { Doorstep } from "@/lib/doorstep/doorstep";
import type { JoinOutcome } from "@/lib/doorstep/sign-up";
import { useArrival } from "./use-arrival";
import { useOtherTabs } from "./use-other-tabs";

type Known = Extract<Doorstep, { kind: "join" }>["view"];
const known = { invitation: { id: "i" } } as Known;
const join: Doorstep = { kind: "join", door: "newcomer", view: known };
const accepted = { kind: "accepted", view: known } as const;

beforeEach(() => {
  vi.spyOn(window.location, "assign").mockReturnValue(undefined);
  vi.spyOn(window.location, "reload").mockReturnValue(undefined);
});

/** An invitee joins; the live view says "accepted" before their own answer is there. */
async function askAndBeOvertaken() {
  const { result, rerender } = renderHook(({ live }) => useArrival(live), {
    initialProps: { live: join },
  });
  let give = (_: JoinOutcome) => {};
  const answer = new Promise<JoinOutcome>((resolve) => {
    give = resolve;
  });
  let entering: Promise<JoinOutcome> | undefined;
  act(() => {
    entering = result.current.enter(() => answer);
  });
  rerender({ live: accepted });
  return {
    shown: () => result.current,
    async answerWith(outcome: JoinOutcome) {
      await act(async () => {
        give(outcome);
        await entering;
      });
    },
  };
}

test("an invitee who is being let in is not told that the invitation was used", async () => {
  const { shown, answerWith } = await askAndBeOvertaken();
  expect(shown()).toMatchObject({ doorstep: join, opening: false });
  await answerWith({ kind: "joined", organizationSlug: "acme" });
  expect(shown()).toMatchObject({ doorstep: join, opening: true });
});

test("after a refusal the page shows what is true meanwhile", async () => {
  const { shown, answerWith } = await askAndBeOvertaken();
  await answerWith({ kind: "refused", refusal: { code: "unexpected", sentence: "No." } });
  expect(shown()).toMatchObject({ doorstep: accepted, opening: false });
});

test("this browser's other tabs learn that the invitee has joined, and only those of that invitation", async () => {
  const other = { ...known, invitation: { ...known.invitation, id: "other" } };
  const heard: string[] = [];
  for (const live of [accepted, { ...accepted, view: other }]) {
    renderHook(() =>
      useOtherTabs(live.view.invitation.id, () => heard.push(live.view.invitation.id)),
    );
  }
  const { answerWith } = await askAndBeOvertaken();
  await answerWith({ kind: "joined", organizationSlug: "acme" });
  await waitFor(() => expect(heard).toEqual(["i"]));
  expect(window.location.reload).not.toHaveBeenCalled();
});

test("a tab that hears of it loads anew, and the server sees who is signed in", async () => {
  renderHook(() => useArrival(join));
  const { result: tell } = renderHook(() => useOtherTabs("i", () => undefined));
  tell.current();
  await waitFor(() => expect(window.location.reload).toHaveBeenCalledOnce());
});
