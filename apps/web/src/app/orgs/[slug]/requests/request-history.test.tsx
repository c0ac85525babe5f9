import { render, screen } from "@testing-library/react";
import { HOUR, SECOND } from "@vestibule/backend/rules/time";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { RequestRow } from "@/lib/rows";

/** The server's clock. */
const NOON = Date.UTC(2026, 2, 20, 12);

const decided: RequestRow = {
  id: "r1" as RequestRow["id"],
  status: "denied",
  userEmail: "lena@acme.test",
  requestedAt: NOON,
  requestNumber: 1,
  originalInvitation: { id: "i", role: "member", createdAt: NOON - HOUR, expiresAt: NOON - 1 },
  processedAt: NOON,
  processedBy: { id: "ada", name: "Ada Okafor" },
};
const live = vi.hoisted(() => ({ denied: [] as RequestRow[] }));
vi.mock("@/hooks/use-live-page", () => ({
  useLivePage: (_: unknown, { status }: { status: string }) => ({
    results: status === "denied" ? live.denied : [],
    status: "Exhausted",
  }),
}));

beforeEach(() => {
  // Each case is another browser: the module keeps what one document knows of the server's clock.
  vi.resetModules();
});
afterEach(() => {
  vi.useRealTimers();
});

test.each([
  ["behind", -HOUR],
  ["ahead", HOUR],
])(
  "an hour %s, a browser's clock does not change how long a decision can be undone",
  async (_, skew) => {
    const { ServerClock } = await import("@/hooks/use-server-now");
    const { RequestHistory } = await import("./request-history");
    vi.useFakeTimers();
    vi.setSystemTime(NOON + skew);
    live.denied = [
      { ...decided, undoUntil: NOON + 5 * SECOND },
      { ...decided, id: "r2" as RequestRow["id"], undoUntil: NOON },
    ];
    render(
      <ServerClock serverNow={NOON}>
        <RequestHistory organizationId="o" first={{}} onUndo={() => undefined} />
      </ServerClock>,
    );
    const undo = screen.getAllByRole("button", { name: "Undo the decision about lena@acme.test" });
    expect(undo.map((button) => button.textContent)).toEqual(["Undo5"]);
  },
);
