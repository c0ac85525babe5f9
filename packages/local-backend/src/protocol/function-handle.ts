/** `function://<id>#<name>`: what `createFunctionHandle` gives. The name is for people. */

const HANDLE = /^function:\/\/([0-9a-f]{32})(?:#.*)?$/s;

export function functionHandle(id: string, name: string): string {
  return `function://${id}#${name}`;
}

/** Null when the text is no handle; one that is may still name a function that is gone. */
export function idOfFunctionHandle(text: string): string | null {
  return HANDLE.exec(text)?.[1] ?? null;
}
