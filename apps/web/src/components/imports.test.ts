// @vitest-environment node
import { readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";

/**
 * Views take props. They are what others install, so neither they nor what they need at run time may bring
 * Convex or a page along: a file that does belongs to `providers/`, or beside its page in `app/`.
 */
const WIRING = "components/providers/";

const SRC = path.resolve(import.meta.dirname, "..");
const CONVEX = /^(convex|convex-helpers|@convex-dev\/[^/]+|@vestibule\/backend\/api)(\/|$)/;
const OURS = /^(app\/|components\/providers\/)/;

type Sources = Record<string, string>;
interface Import {
  from: string;
  /** Gone when it runs: only types are named. */
  isType: boolean;
}

/** Each way from a view to what it may not bring along, as "view → … → import". */
function breachesIn(sources: Sources): string[] {
  const views = Object.keys(sources).filter(
    (file) => file.startsWith("components/") && !file.startsWith(WIRING) && !isTest(file),
  );
  return views.flatMap((view) => [
    ...importsOf(sources, view)
      .filter(({ from, isType }) => isType && isForbidden(from))
      .map(({ from }) => `${view} → ${from}`),
    ...waysToForbidden(sources, view),
  ]);
}

function waysToForbidden(sources: Sources, view: string): string[] {
  const seen = new Set<string>();
  const follow = (file: string, way: string): string[] => {
    if (seen.has(file)) return [];
    seen.add(file);
    return importsOf(sources, file)
      .filter(({ isType }) => !isType)
      .flatMap(({ from }) =>
        isForbidden(from)
          ? [`${way} → ${from}`]
          : from in sources
            ? follow(from, `${way} → ${from}`)
            : [],
      );
  };
  return follow(view, view);
}

function isForbidden(from: string): boolean {
  return CONVEX.test(from) || OURS.test(from);
}

function isTest(file: string): boolean {
  return /\.test\.tsx?$/.test(file);
}

/** What a file imports, our own files by their path below src. */
function importsOf(sources: Sources, file: string): Import[] {
  const found: Import[] = [];
  const add = (specifier: ts.Expression, isType: boolean) => {
    if (ts.isStringLiteral(specifier)) {
      found.push({ from: resolve(sources, file, specifier.text), isType });
    }
  };
  const read = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, isTypeImport(node));
    else if (ts.isExportDeclaration(node) && node.moduleSpecifier) {
      add(node.moduleSpecifier, node.isTypeOnly);
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [specifier] = node.arguments;
      if (specifier) add(specifier, false);
    }
    ts.forEachChild(node, read);
  };
  read(ts.createSourceFile(file, sources[file] ?? "", ts.ScriptTarget.Latest, true));
  return found;
}

function isTypeImport({ importClause }: ts.ImportDeclaration): boolean {
  if (!importClause) return false;
  if (importClause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const { name, namedBindings } = importClause;
  return (
    !name &&
    namedBindings !== undefined &&
    ts.isNamedImports(namedBindings) &&
    namedBindings.elements.every(({ isTypeOnly }) => isTypeOnly)
  );
}

function resolve(sources: Sources, file: string, specifier: string): string {
  const below = specifier.startsWith("@/")
    ? specifier.slice(2)
    : specifier.startsWith(".")
      ? path.posix.join(path.posix.dirname(file), specifier)
      : undefined;
  if (below === undefined) return specifier;
  return [".ts", ".tsx"].map((end) => below + end).find((each) => each in sources) ?? below;
}

function ourSources(): Sources {
  const files = ts.sys
    .readDirectory(SRC, [".ts", ".tsx"])
    .map((file) => path.relative(SRC, file).replaceAll(path.sep, "/"));
  return Object.fromEntries(
    files.map((file) => [file, readFileSync(path.join(SRC, file), "utf8")]),
  );
}

test("no view brings Convex or a page along", () => {
  const sources = ourSources();
  expect(Object.keys(sources)).toContain("components/doorstep/join-invitation-view.tsx");
  expect(breachesIn(sources)).toEqual([]);
});

test.each<[string, Sources, string[]]>([
  [
    "Convex's hooks",
    { "components/a.tsx": 'import { useQuery } from "convex/react";' },
    ["components/a.tsx → convex/react"],
  ],
  [
    "the generated functions, even for their types",
    { "components/a.tsx": 'import type { api } from "@vestibule/backend/api";' },
    ["components/a.tsx → @vestibule/backend/api"],
  ],
  [
    "Better Auth's client on Convex",
    { "components/ui/a.ts": 'export { b } from "@convex-dev/better-auth/client/plugins";' },
    ["components/ui/a.ts → @convex-dev/better-auth/client/plugins"],
  ],
  [
    "a page's file",
    { "components/a.tsx": 'import { b } from "@/app/page";', "app/page.tsx": "" },
    ["components/a.tsx → app/page.tsx"],
  ],
  [
    "a provider",
    {
      "components/a/b.tsx": 'import { c } from "../providers/c";',
      "components/providers/c.tsx": "",
    },
    ["components/a/b.tsx → components/providers/c.tsx"],
  ],
  [
    "Convex behind a hook",
    {
      "components/a.tsx": 'import { useB } from "@/hooks/use-b";',
      "hooks/use-b.ts": 'import { useQuery } from "convex/react";',
    },
    ["components/a.tsx → hooks/use-b.ts → convex/react"],
  ],
  [
    "Convex in a part that is fetched when it is shown",
    {
      "components/a.tsx": 'const B = lazy(() => import("./b"));',
      "components/b.tsx": 'import "convex/react";',
    },
    ["components/a.tsx → components/b.tsx → convex/react", "components/b.tsx → convex/react"],
  ],
])("it is seen when a view brings %s along", (_, sources, breaches) => {
  expect(breachesIn(sources)).toEqual(breaches);
});

test.each<[string, Sources]>([
  ["a rule of the backend", { "components/a.ts": 'import "@vestibule/backend/rules/roles";' }],
  [
    "the types of rows",
    {
      "components/a.ts": 'import type { Row } from "@/lib/rows";',
      "lib/rows.ts": 'import type { api } from "@vestibule/backend/api";',
    },
  ],
  ["Convex in a provider", { "components/providers/a.tsx": 'import "convex/react";' }],
  ["Convex in a test", { "components/a.test.tsx": 'import "convex/react";' }],
])("%s is no breach", (_, sources) => {
  expect(breachesIn(sources)).toEqual([]);
});
