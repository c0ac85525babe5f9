/** Refuses crons that could never run, in the push that brings them. */

import type { AnalyzedModule, CronSpec } from "../../wire/deployed-app.ts";
import { HttpError } from "../../wire/http-error.ts";
import { displayFunctionPath, parseFunctionPath } from "../app/function-path.ts";
import { cronProblem } from "../jobs/cron-schedule.ts";

/** Of one definition. @throws HttpError that names the cron and what is wrong with it */
export function checkCrons(functions: Record<string, AnalyzedModule>): void {
  for (const spec of Object.values(functions).flatMap(({ cronSpecs }) => cronSpecs ?? [])) {
    const problem = cronProblem(spec);
    if (problem !== null) {
      throw new HttpError(400, "InvalidCron", `The cron job '${spec.identifier}' ${problem}`);
    }
    const wrongTarget = targetProblem(spec, functions);
    if (wrongTarget !== null) {
      throw new HttpError(
        400,
        "InvalidModules",
        `The cron job '${spec.identifier}' schedules ${wrongTarget}`,
      );
    }
  }
}

function targetProblem(
  { name }: CronSpec,
  functions: Record<string, AnalyzedModule>,
): string | null {
  const path = parseFunctionPath(name);
  const shown = displayFunctionPath(path);
  const target = functions[path.module]?.functions.find((found) => found.name === path.name);
  if (!target) {
    return `a function that does not exist: ${shown}. Correct its name, or export a mutation or an action under it.`;
  }
  return target.udfType === "Query"
    ? `a query, and only mutations and actions can be scheduled: ${shown}.`
    : null;
}
