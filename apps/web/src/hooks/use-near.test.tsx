import { act, render, screen } from "@testing-library/react";
import { useRef } from "react";
import { afterEach, expect, test, vi } from "vitest";
import { useNear } from "@/hooks/use-near";

afterEach(() => vi.unstubAllGlobals());

function Place() {
  const place = useRef<HTMLParagraphElement>(null);
  return <p ref={place}>{useNear(place) ? "near" : "far"}</p>;
}

test("what came near stays near, and is watched no longer", () => {
  let tell: (seen: { isIntersecting: boolean }[]) => void = () => undefined;
  const disconnect = vi.fn();
  vi.stubGlobal(
    "IntersectionObserver",
    class {
      constructor(callback: typeof tell) {
        tell = callback;
      }
      observe = vi.fn();
      disconnect = disconnect;
    },
  );
  render(<Place />);
  act(() => tell([{ isIntersecting: false }]));
  expect(screen.getByText("far")).toBeVisible();
  act(() => tell([{ isIntersecting: true }]));
  expect(screen.getByText("near")).toBeVisible();
  expect(disconnect).toHaveBeenCalled();
});
