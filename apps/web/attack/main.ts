/**
 * `npm run attack`, after a build: replays every attack against the production server and the local backend, both started
 * here, and says what came of each. Ends with 1 when anything got through, or could not be tried.
 */
import { startTestStack } from "@vestibule/dev/test-stack";
import { type Attack, Tally } from "./attack.ts";
import { attacks } from "./attacks.ts";

/** Of one attack, the rest is more of the same. */
const SHOWN_THROUGH = 5;

const say = (line: string) => process.stdout.write(`${line}\n`);

function row(name: string, [tried, refused, through]: (string | number)[]): string {
  const numbers = [tried, refused, through].map((each) => String(each).padStart(7));
  return `${name.padEnd(92)} ${numbers.join(" ")}`;
}

/** Whether the door stayed shut. */
async function replay(attack: Attack, stack: Parameters<Attack["run"]>[0]): Promise<boolean> {
  const tally = new Tally();
  try {
    await attack.run(stack, tally, "full");
  } catch (error) {
    say(`${row(attack.name, ["-", "-", "-"])}\n    could not be tried: ${error}`);
    return false;
  }
  const { tried, refused, through } = tally;
  say(row(attack.name, [tried, refused, through.length]));
  if (through.length === 0) return true;
  say(`    must be answered: ${attack.answer}`);
  for (const what of through.slice(0, SHOWN_THROUGH)) say(`    through: ${what}`);
  if (through.length > SHOWN_THROUGH) say(`    and ${through.length - SHOWN_THROUGH} more`);
  return false;
}

async function main(): Promise<void> {
  const stack = await startTestStack();
  const open: string[] = [];
  try {
    for (const [kind, list] of Object.entries(attacks)) {
      say(`\n${row(kind.toUpperCase(), ["tried", "refused", "through"])}`);
      for (const attack of list) if (!(await replay(attack, stack))) open.push(attack.name);
    }
  } finally {
    await stack.close();
  }
  const count = Object.values(attacks).flat().length;
  say(`\n${count - open.length} of ${count} attacks were refused.`);
  if (open.length > 0) process.exitCode = 1;
}

await main();
