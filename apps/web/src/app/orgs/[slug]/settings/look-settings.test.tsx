import { act, fireEvent, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { getFunctionName } from "convex/server";
import { ConvexError } from "convex/values";
import { beforeEach, expect, test, vi } from "vitest";
import type { Look, Organization } from "@/lib/rows";
import { LookSettings } from "./look-settings";

const calls = vi.hoisted(() => ({
  update: vi.fn(),
  generateLogoUploadUrl: vi.fn(),
  setLogo: vi.fn(),
  removeLogo: vi.fn(),
  invitation: vi.fn(),
  uploadFile: vi.fn(),
}));
type Name = keyof typeof calls;
type Ref = Parameters<typeof getFunctionName>[0];
const called = (ref: Ref) => calls[getFunctionName(ref).split(":").at(-1) as Name];
vi.mock("convex/react", () => ({
  useMutation: (ref: Ref) => called(ref),
  useAction: (ref: Ref) => called(ref),
}));
vi.mock("@/hooks/use-live-answer", () => ({
  useLiveAnswer: (_: unknown, args: unknown) => calls.invitation(args),
}));
vi.mock("@/lib/upload-file", async (original) => ({
  ...(await original<typeof import("@/lib/upload-file")>()),
  uploadFile: calls.uploadFile,
}));

const organization = { id: "o", name: "Acme", slug: "acme" } as Organization;
const logo = { url: "https://files.test/logo", width: 48, height: 24 };

function show(live: Look = {}) {
  const page = (look: Look) => <LookSettings organization={organization} look={look} />;
  const { rerender } = render(page(live));
  return { live: (look: Look) => rerender(page(look)) };
}

const color = () => screen.getByRole("textbox", { name: "Accent color" });
const text = () => screen.getByLabelText("Your own text");
const saveButton = () => screen.queryByRole("button", { name: "Save look" });
const choose = (file: File) =>
  fireEvent.change(screen.getByTestId("logo-file"), { target: { files: [file] } });
const pngFile = (size = 10) => new File([new Uint8Array(size)], "logo.png", { type: "image/png" });

beforeEach(() => {
  for (const call of Object.values(calls)) call.mockReset().mockResolvedValue(null);
  calls.invitation.mockReturnValue({ subject: "Ada invited you", html: "<p></p>", problems: {} });
});

test("the preview is asked for with what is typed, before it is saved", async () => {
  show({ accentColor: "#1e6f5c", letterText: "We are Acme." });
  await userEvent.clear(color());
  await userEvent.type(color(), "#ffeb3b");
  await userEvent.clear(text());
  await waitFor(() =>
    expect(calls.invitation).toHaveBeenLastCalledWith({
      organizationId: "o",
      accentColor: "#ffeb3b",
      letterText: null,
    }),
  );
  expect(calls.update).not.toHaveBeenCalled();
  expect(screen.getByText("Ada invited you")).toBeVisible();
});

test("saving sends what was changed and nothing else", async () => {
  const page = show({ accentColor: "#1e6f5c" });
  expect(saveButton()).toBeNull();
  await userEvent.type(text(), "We are Acme.");
  await userEvent.click(screen.getByRole("button", { name: "Save look" }));
  expect(calls.update).toHaveBeenCalledExactlyOnceWith({
    organizationId: "o",
    letterText: "We are Acme.",
  });
  page.live({ accentColor: "#1e6f5c", letterText: "We are Acme." });
  await waitFor(() => expect(saveButton()).toBeNull());
});

test("the color that is picked is the color that is typed", async () => {
  show({ accentColor: "#1e6f5c" });
  const picker = screen.getByLabelText("Pick the accent color");
  expect(picker).toHaveValue("#1e6f5c");
  fireEvent.change(picker, { target: { value: "#7c3aed" } });
  expect(color()).toHaveValue("#7c3aed");
  await userEvent.clear(color());
  await userEvent.type(color(), "#7c3");
  // Half typed, the picker keeps what is saved.
  expect(picker).toHaveValue("#1e6f5c");
  expect(color()).toHaveValue("#7c3");
});

test("what was half typed survives a colleague's change, which arrives in the other fields", async () => {
  const page = show({ accentColor: "#1e6f5c" });
  await userEvent.type(text(), "We are");
  page.live({ accentColor: "#000000", letterText: "Another text", replyToEmail: "hi@acme.test" });
  expect(text()).toHaveValue("We are");
  expect(color()).toHaveValue("#000000");
  expect(screen.getByLabelText("Reply-to address")).toHaveValue("hi@acme.test");
});

test("what cannot be saved is said once its field is left", async () => {
  calls.invitation.mockReturnValue({
    subject: "",
    html: "",
    problems: { accentColor: "Use a color such as #1e6f5c." },
  });
  show();
  await userEvent.type(color(), "#7c3a");
  expect(screen.queryByText("Use a color such as #1e6f5c.")).toBeNull();
  await userEvent.tab();
  expect(screen.getByText("Use a color such as #1e6f5c.")).toBeVisible();
  expect(color()).toBeInvalid();
});

test("a refusal is said beside its field, and what was typed stays", async () => {
  const message = "Leave out web and email addresses, such as acme.com.";
  calls.update.mockRejectedValue(
    new ConvexError({ code: "bad_look", field: "letterText", message }),
  );
  show();
  await userEvent.type(text(), "See acme.com");
  await userEvent.click(screen.getByRole("button", { name: "Save look" }));
  expect(await screen.findByText(message)).toBeVisible();
  await waitFor(() => expect(text()).toHaveFocus());
  expect(text()).toHaveValue("See acme.com");
});

test("characters are counted as they are typed", async () => {
  show();
  await userEvent.type(text(), "We are Acme.");
  expect(screen.getByText("12 of 500 characters")).toBeVisible();
});

test("a logo is uploaded, checked and shown, and says how far it is", async () => {
  let arrive = (_: string) => undefined as unknown;
  calls.generateLogoUploadUrl.mockResolvedValue("https://files.test/upload");
  calls.uploadFile.mockImplementation((_address, _file, onProgress: (share: number) => void) => {
    act(() => onProgress(0.5));
    return new Promise((resolve) => {
      arrive = resolve;
    });
  });
  const page = show();
  const file = pngFile();
  choose(file);
  expect(await screen.findByText("Uploading… 50 %")).toBeVisible();
  expect(calls.uploadFile.mock.calls[0]?.slice(0, 2)).toEqual(["https://files.test/upload", file]);
  await act(async () => arrive("s1"));
  expect(calls.setLogo).toHaveBeenCalledExactlyOnceWith({ organizationId: "o", storageId: "s1" });
  await waitFor(() => expect(screen.queryByRole("progressbar")).toBeNull());
  page.live({ logo });
  expect(screen.getByAltText("Logo of Acme")).toHaveAttribute("src", logo.url);
});

test.each([
  [
    "an SVG",
    new File(["<svg/>"], "logo.svg", { type: "image/svg+xml" }),
    /SVG files can't be used/,
  ],
  ["a large file", pngFile(512 * 1024 + 1), /larger than 512 kB/],
])("%s is refused without an upload", async (_, file, words) => {
  show();
  choose(file);
  expect(await screen.findByText(words)).toBeVisible();
  expect(calls.generateLogoUploadUrl).not.toHaveBeenCalled();
});

test("what the deployment finds in a file is said in its words", async () => {
  const message = "This isn't a complete PNG, JPEG, or WebP image. Choose another file.";
  calls.setLogo.mockRejectedValue(new ConvexError({ code: "bad_look", field: "logo", message }));
  show();
  choose(pngFile());
  expect(await screen.findByText(message)).toBeVisible();
});

test("an upload that breaks off says so, and typed words stay", async () => {
  const { UploadBrokeOff } = await import("@/lib/upload-file");
  calls.uploadFile.mockRejectedValue(new UploadBrokeOff());
  show();
  await userEvent.type(text(), "We are Acme.");
  choose(pngFile());
  expect(await screen.findByText(/The upload broke off/)).toBeVisible();
  expect(text()).toHaveValue("We are Acme.");
});

test("a logo can be removed", async () => {
  show({ logo });
  await userEvent.click(screen.getByRole("button", { name: "Remove logo" }));
  expect(calls.removeLogo).toHaveBeenCalledExactlyOnceWith({ organizationId: "o" });
});
