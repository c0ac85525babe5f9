import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { ReactNode } from "react";
import { expect, test, vi } from "vitest";
import { Tabs, TabsContent } from "@/components/ui/tabs";
import { focusRowAt, useRowKeys } from "./use-row-keys";

function List({ on = true, act }: { on?: boolean; act: (key: string, id?: string) => void }) {
  useRowKeys(on, act);
  return (
    <>
      <input aria-label="Search" />
      {["one", "two"].map((id) => (
        <div key={id} data-request={id}>
          <button type="button" data-row-focus>
            {id}
          </button>
        </div>
      ))}
    </>
  );
}

const rowButton = (name: string) => screen.getByRole("button", { name });

test("j and k move from row to row and stop at the ends", async () => {
  render(<List act={vi.fn()} />);
  await userEvent.keyboard("j");
  expect(rowButton("one")).toHaveFocus();
  await userEvent.keyboard("jj");
  expect(rowButton("two")).toHaveFocus();
  await userEvent.keyboard("k");
  expect(rowButton("one")).toHaveFocus();
});

test("arrows move once a row has the focus, and are left alone before", async () => {
  render(<List act={vi.fn()} />);
  await userEvent.keyboard("{ArrowDown}");
  expect(document.body).toHaveFocus();
  rowButton("one").focus();
  await userEvent.keyboard("{ArrowDown}");
  expect(rowButton("two")).toHaveFocus();
});

test("a and d act on the row that has the focus", async () => {
  const act = vi.fn();
  render(<List act={act} />);
  await userEvent.keyboard("jjad");
  expect(act.mock.calls).toEqual([
    ["approve", "two"],
    ["deny", "two"],
  ]);
});

test("keys do nothing in a text field, or with another key held", async () => {
  const act = vi.fn();
  render(<List act={act} />);
  await userEvent.type(screen.getByLabelText("Search"), "jad");
  expect(screen.getByLabelText("Search")).toHaveValue("jad");
  await userEvent.click(rowButton("one"));
  await userEvent.keyboard("{Control>}a{/Control}");
  expect(act).not.toHaveBeenCalled();
});

test("keys that were turned off do nothing", async () => {
  const act = vi.fn();
  render(<List on={false} act={act} />);
  await userEvent.keyboard("ja");
  expect(act).not.toHaveBeenCalled();
  expect(document.body).toHaveFocus();
});

test("after a decision the row that moved up has the focus, after the last one the empty list", () => {
  const inbox = (rows: ReactNode) => (
    <Tabs value="waiting">
      <TabsContent value="waiting">{rows}</TabsContent>
    </Tabs>
  );
  const { rerender } = render(inbox(<List act={vi.fn()} />));
  focusRowAt(1);
  expect(rowButton("two")).toHaveFocus();
  focusRowAt(2);
  expect(rowButton("two")).toHaveFocus();
  rerender(inbox("No requests waiting"));
  focusRowAt(0);
  expect(screen.getByRole("tabpanel")).toHaveFocus();
});
