// @vitest-environment node
import { readFileSync } from "node:fs";
import path from "node:path";
import { renderToString } from "react-dom/server";
import ts from "typescript";
import { expect, test } from "vitest";
import { Form } from "@/components/forms/form";
import { PostedForms } from "@/hooks/use-returned-form";

const SRC = path.resolve(import.meta.dirname, "../..");
const THE_FORM = "components/forms/form.tsx";

/** Where a source has a form of its own, as its line. */
function formsIn(source: string): number[] {
  const file = ts.createSourceFile(
    "a.tsx",
    source,
    ts.ScriptTarget.Latest,
    true,
    ts.ScriptKind.TSX,
  );
  const found: number[] = [];
  const read = (node: ts.Node): void => {
    if (
      (ts.isJsxOpeningElement(node) || ts.isJsxSelfClosingElement(node)) &&
      node.tagName.getText(file) === "form"
    ) {
      found.push(file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1);
    }
    ts.forEachChild(node, read);
  };
  read(file);
  return found;
}

test("every form of the source is the one that posts", () => {
  const sources = ts.sys
    .readDirectory(SRC, [".tsx"])
    .map((file) => path.relative(SRC, file).replaceAll(path.sep, "/"))
    .filter((file) => !file.endsWith(".test.tsx"));
  const own = sources.flatMap((file) =>
    formsIn(readFileSync(path.join(SRC, file), "utf8")).map((line) => `${file}:${line}`),
  );
  expect(own).toEqual([expect.stringContaining(THE_FORM)]);
});

test("a form of its own is seen, with and without attributes", () => {
  expect(formsIn("const a = <form />;")).toEqual([1]);
  expect(formsIn("const a = (\n  <form onSubmit={b}>\n    <input />\n  </form>\n);")).toEqual([2]);
  expect(formsIn("const a = <Form {...form} />;")).toEqual([]);
});

test("a form posts to the route that does the same, with what its page brings along", () => {
  const html = renderToString(
    <PostedForms value={{ fields: { invitationId: "i", token: "t" } }}>
      <Form posts="join" aria-label="Join" />
    </PostedForms>,
  );
  expect(html).toMatch(/<form[^>]* method="post"/);
  expect(html).toMatch(/<form[^>]* action="\/forms\/join"/);
  expect(html).toContain('type="hidden" readOnly="" name="invitationId" value="i"');
  expect(html).toContain('name="token" value="t"');
});

test("a form that only scripts can do posts to the route that says so", () => {
  const html = renderToString(<Form />);
  expect(html).toMatch(/<form[^>]* method="post"/);
  expect(html).toMatch(/<form[^>]* action="\/forms\/scripts-needed"/);
});
