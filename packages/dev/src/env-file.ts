import { readFile, writeFile } from "node:fs/promises";
import { parseEnv } from "node:util";

export type Variables = Record<string, string>;

/** The file's variables; none when there is no such file. */
export async function readEnvFile(file: string): Promise<Variables> {
  return parseEnv(await textOf(file)) as Variables;
}

/** Sets these variables in the file and leaves every other line as it is. */
export async function setInEnvFile(file: string, variables: Variables): Promise<void> {
  await writeFile(file, withVariables(await textOf(file), variables), { mode: 0o600 });
}

export async function removeFromEnvFile(file: string, names: string[]): Promise<void> {
  const text = await textOf(file);
  const rest = withoutVariables(text, names);
  if (rest !== text) await writeFile(file, rest);
}

export function withVariables(text: string, variables: Variables): string {
  const rest = withoutVariables(text, Object.keys(variables));
  const lines = Object.entries(variables).map(([name, value]) => `${name}='${value}'\n`);
  return (rest === "" || rest.endsWith("\n") ? rest : `${rest}\n`) + lines.join("");
}

export function withoutVariables(text: string, names: string[]): string {
  const isNamed = (line: string) =>
    names.some((name) => line.startsWith(`${name}=`) || line.startsWith(`export ${name}=`));
  return text
    .split("\n")
    .filter((line) => !isNamed(line))
    .join("\n");
}

async function textOf(file: string): Promise<string> {
  return readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
}
