import { render, screen } from "@testing-library/react";
import type { ReactElement } from "react";
import { expect, test, vi } from "vitest";
import { InvitationsScreen } from "./invitations/invitations-screen";
import { RequestsScreen } from "./requests/requests-screen";

vi.mock("@/components/providers/organization-provider", () => ({
  useOrganization: () => ({
    id: "o",
    name: "Acme",
    slug: "acme",
    role: "member",
    may: { invite: false, seeInvitations: false, seeRequests: false },
  }),
}));
vi.mock("convex/react", () => ({
  useConvexAuth: () => ({ isAuthenticated: true, isLoading: false }),
  useMutation: () => vi.fn(),
  useQuery: () => undefined,
}));
// A list that is skipped stays in this state.
vi.mock("convex-helpers/react", () => ({
  usePaginatedQuery: () => ({ results: [], status: "LoadingFirstPage", loadMore: vi.fn() }),
}));
vi.mock("next/navigation", () => ({
  usePathname: () => "/orgs/acme",
  useRouter: () => ({ replace: vi.fn() }),
  useSearchParams: () => new URLSearchParams(),
}));

test.each<[string, ReactElement]>([
  ["invitations", <InvitationsScreen key="invitations" first={undefined} />],
  ["requests", <RequestsScreen key="requests" first={{}} />],
])("a member who opens the %s is told who may, and waits for nothing", (_, page) => {
  const { container } = render(page);
  expect(screen.getByText("Only owners and admins can see this")).toBeVisible();
  expect(screen.getByRole("link", { name: "Go to overview" })).toHaveAttribute(
    "href",
    "/orgs/acme",
  );
  expect(container.querySelector("[data-slot=skeleton]")).toBeNull();
});
