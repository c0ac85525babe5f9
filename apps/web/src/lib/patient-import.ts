import { type ComponentType, lazy } from "react";
import { untilItWorks } from "@/lib/try-again";

/** A script of ours, asked for until it has come. What fails inside of it is a bug, and is thrown. */
export function untilLoaded<T>(load: () => Promise<T>): Promise<T> {
  return untilItWorks(load, (error) => error instanceof Error && error.name === "ChunkLoadError");
}

/** A view whose script may take more than one try. What stands in its place, as the server painted it, stays until then. */
export function patientLazy<Props>(load: () => Promise<ComponentType<Props>>) {
  return lazy(async () => ({ default: await untilLoaded(load) }));
}
