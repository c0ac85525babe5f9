/** Finds the HTTP action for a request: the app's own routes and those of the components mounted below prefixes. */
import type { Component } from "../app/component.ts";
import type { HttpEndpoint } from "../push/analyze-module.ts";

export interface RoutedEndpoint {
  component: Component;
  endpoint: HttpEndpoint;
  /** The route as it was declared, for logs. */
  route: string;
}

export type Routing = RoutedEndpoint | { notFound: string };

/** `path` without the query. */
export async function routeRequest(
  component: Component,
  path: string,
  method: string,
): Promise<Routing> {
  const { httpMounts, httpPrefix } = component.definition.definition;
  const router = await component.loadRouter();
  const own = ownPath(path, httpPrefix);
  const match = own === null ? null : (router?.lookup(own, method) ?? null);
  const ownPrefixLength = match?.[2].endsWith("*")
    ? match[2].length - 1 + (httpPrefix ? httpPrefix.length - 1 : 0)
    : Number.POSITIVE_INFINITY;
  const mount = Object.keys(httpMounts)
    .filter((prefix) => path.startsWith(prefix))
    .sort((a, b) => b.length - a.length)[0];
  if (mount !== undefined && (!match || mount.length > ownPrefixLength)) {
    const name = httpMounts[mount]?.split("/").at(-1) ?? "";
    const child = component.children.get(name);
    if (child) return routeRequest(child, path.slice(mount.length - 1), method);
  }
  if (match) return { component, endpoint: match[0], route: `${match[1]} ${match[2]}` };
  if (router || Object.keys(httpMounts).length > 0) {
    return { notFound: `No HttpAction routed for ${path}` };
  }
  return { notFound: "This Convex deployment does not have HTTP actions enabled." };
}

function ownPath(path: string, httpPrefix: string | undefined): string | null {
  if (httpPrefix === undefined) return path;
  return path.startsWith(httpPrefix) ? path.slice(httpPrefix.length - 1) : null;
}
