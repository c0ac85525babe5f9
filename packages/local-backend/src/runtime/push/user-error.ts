/** Exceptions of user code during a push become one answer that names the module. */
import { AdminError } from "../messages.ts";
import { MissingEnvironmentVariable } from "../realm/environment.ts";
import type { ModuleGraph } from "../realm/module-graph.ts";
import { mappedStack } from "../realm/stack.ts";

export async function inUserCode<T>(
  graph: ModuleGraph,
  what: string,
  run: () => Promise<T>,
): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof MissingEnvironmentVariable) throw error;
    throw new AdminError(
      400,
      "InvalidModules",
      `Failed to load ${what}: ${mappedStack(error, [graph])}`,
    );
  }
}
