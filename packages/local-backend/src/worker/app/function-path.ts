/** Names of functions: `dir/module:function` in code and on the wire, `dir/module.js:function` inside. */

export interface FunctionPath {
  /** With `.js`. */
  module: string;
  name: string;
}

export function parseFunctionPath(path: string): FunctionPath {
  const colon = path.lastIndexOf(":");
  const module = colon === -1 ? path : path.slice(0, colon);
  const name = colon === -1 ? "default" : path.slice(colon + 1);
  return { module: module.endsWith(".js") ? module : `${module}.js`, name };
}

export function formatFunctionPath({ module, name }: FunctionPath): string {
  return `${module}:${name}`;
}

/** As error messages and logs show it: no `.js`, no `:default`. */
export function displayFunctionPath({ module, name }: FunctionPath): string {
  const stripped = module.replace(/\.js$/, "");
  return name === "default" ? stripped : `${stripped}:${name}`;
}
