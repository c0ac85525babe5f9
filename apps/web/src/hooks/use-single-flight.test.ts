import { act, renderHook } from "@testing-library/react";
import { expect, test } from "vitest";
import { useSingleFlight } from "./use-single-flight";

test("a call that breaks off can be made again", async () => {
  const { result } = renderHook(() =>
    useSingleFlight(async () => {
      throw new Error("a bug");
    }),
  );
  const attempt = () => act(() => expect(result.current[0]()).rejects.toThrow("a bug"));
  await attempt();
  expect(result.current[1]).toBe(false);
  await attempt();
});

test("a page that the browser had kept can be used again on the way back", async () => {
  const { result } = renderHook(() => useSingleFlight(async () => "leaving"));
  await act(() => result.current[0]());
  expect(result.current[1]).toBe(true);
  const back = Object.assign(new Event("pageshow"), { persisted: true });
  act(() => void window.dispatchEvent(back));
  expect(result.current[1]).toBe(false);
});
