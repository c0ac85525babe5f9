/// <reference types="vite/client" />

/** The marks that Convex leaves on each function it registers. */
export interface Registered {
  isPublic?: boolean;
  isInternal?: boolean;
  isQuery?: boolean;
  isMutation?: boolean;
  isAction?: boolean;
  exportArgs(): string;
  exportReturns(): string;
}

type Modules = Record<string, Record<string, unknown>>;

const own: Modules = import.meta.glob<Record<string, unknown>>(
  [
    "./**/*.ts",
    "!./_generated/**",
    "!./betterAuth/**",
    "!./**/*.test.ts",
    "!./**/*.helpers.ts",
    "!./http.ts",
    "!./convex.config.ts",
  ],
  { eager: true },
);
// The adapter is Better Auth's own, and its rows have the type of the model that is asked for.
const component: Modules = import.meta.glob<Record<string, unknown>>(
  [
    "./betterAuth/*.ts",
    "!./betterAuth/*.test.ts",
    "!./betterAuth/adapter.ts",
    "!./betterAuth/convex.config.ts",
  ],
  { eager: true },
);

export const ownFunctions = registeredIn(own);
export const componentFunctions = registeredIn(component);

/** Names of all that a client can call, as `models/members:list`. */
export const publicFunctions = ownFunctions
  .filter(({ registered }) => registered.isPublic)
  .map(({ name }) => name)
  .sort();

function registeredIn(modules: Modules) {
  return Object.entries(modules).flatMap(([path, module]) =>
    Object.entries(module)
      .filter((entry): entry is [string, Registered] => isRegistered(entry[1]))
      .map(([name, registered]) => ({
        name: `${path.replace(/^\.\/|\.ts$/g, "")}:${name}`,
        registered,
      })),
  );
}

function isRegistered(exported: unknown): exported is Registered {
  if (typeof exported !== "function") return false;
  const { isQuery, isMutation, isAction } = exported as unknown as Registered;
  return isQuery === true || isMutation === true || isAction === true;
}
