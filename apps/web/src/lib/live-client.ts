import { ConvexReactClient } from "convex/react";

/**
 * The connection to the deployment. It writes nothing to the console: its line about a refused call would
 * make an error of an answer that the screen gives. An unexpected failure is reported by `asRefusal`, and
 * a failed query is thrown where it is read.
 */
export function liveClient(convexUrl: string): ConvexReactClient {
  return new ConvexReactClient(convexUrl, { logger: false });
}
