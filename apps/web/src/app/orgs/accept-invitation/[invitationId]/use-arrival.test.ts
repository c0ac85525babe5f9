import { act, renderHook } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import type { JoinOutcome } from "@/lib/invitation-sign-up";
import type { Doorstep } from "@/lib/invitation-status";
import { useArrival } from "./use-arrival";

const known = {} as Extract<Doorstep, { kind: "join" }>["status"];
const join: Doorstep = { kind: "join", door: "newcomer", status: known };
const accepted: Doorstep = { kind: "accepted", status: known };

/** Somebody asks to be let in; the live status says "accepted" before the answer is there. */
async function askAndBeOvertaken() {
  vi.spyOn(window.location, "assign").mockReturnValue(undefined);
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

test("whoever is being let in is not told that the invitation was used", async () => {
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
