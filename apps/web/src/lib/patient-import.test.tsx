import { act, render, screen } from "@testing-library/react";
import { Suspense } from "react";
import { hydrateRoot } from "react-dom/client";
import { renderToString } from "react-dom/server";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { patientLazy, untilLoaded } from "@/lib/patient-import";

function lost(): Error {
  return Object.assign(new Error("Failed to load chunk"), { name: "ChunkLoadError" });
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function Field() {
  return <input aria-label="Your name" />;
}

test("a view whose script is lost leaves what the server painted, with what was typed into it", async () => {
  const box = document.createElement("div");
  document.body.append(box);
  box.innerHTML = renderToString(
    <Suspense>
      <Field />
    </Suspense>,
  );
  const load = vi.fn<() => Promise<typeof Field>>().mockRejectedValueOnce(lost());
  const View = patientLazy(load.mockResolvedValue(Field));
  const field = screen.getByLabelText<HTMLInputElement>("Your name");
  field.value = "Tom Baker";
  const root = await act(async () =>
    hydrateRoot(
      box,
      <Suspense>
        <View />
      </Suspense>,
    ),
  );
  expect(screen.getByLabelText("Your name")).toBe(field);
  await act(() => vi.advanceTimersByTimeAsync(1_000));
  expect(load).toHaveBeenCalledTimes(2);
  expect(screen.getByLabelText("Your name")).toBe(field);
  expect(field.value).toBe("Tom Baker");
  await act(async () => root.unmount());
  box.remove();
});

test("a view that is shown for the first time comes when its script does", async () => {
  const load = vi.fn<() => Promise<typeof Field>>().mockRejectedValueOnce(lost());
  const View = patientLazy(load.mockResolvedValue(Field));
  await act(async () => {
    render(
      <Suspense>
        <View />
      </Suspense>,
    );
  });
  await act(() => vi.advanceTimersByTimeAsync(1_000));
  expect(screen.getByLabelText("Your name")).toBeInTheDocument();
});

test("a script that has come and fails is a bug, and is not asked for again", async () => {
  const bug = new TypeError("x is not a function");
  await expect(untilLoaded(() => Promise.reject(bug))).rejects.toBe(bug);
});
