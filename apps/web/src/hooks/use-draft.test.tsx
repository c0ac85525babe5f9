import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import { DraftOwner, useDraft } from "@/hooks/use-draft";

function Reason() {
  const { draft, change } = useDraft("revoke:i", { reason: "" });
  return (
    <input
      aria-label="Reason"
      value={draft.reason}
      onChange={(event) => change({ reason: event.target.value })}
    />
  );
}

const show = (person: string) =>
  render(
    <DraftOwner key={person} value={person}>
      <Reason />
    </DraftOwner>,
  );

test("what one person typed is there for them again, and for nobody else", async () => {
  const ada = show("ada");
  await userEvent.type(screen.getByLabelText("Reason"), "half-typed");
  ada.unmount();
  const noah = show("noah");
  expect(screen.getByLabelText("Reason")).toHaveValue("");
  noah.unmount();
  show("ada");
  expect(screen.getByLabelText("Reason")).toHaveValue("half-typed");
});
