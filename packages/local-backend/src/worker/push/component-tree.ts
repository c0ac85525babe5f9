/** Instantiates the definitions: which component is mounted where, with which variables and routes. */

import type { ComponentNode, DeployedDefinition } from "../../wire/deployed-app.ts";
import { HttpError } from "../../wire/http-error.ts";

export function buildComponentTree(analysis: Record<string, DeployedDefinition>): ComponentNode {
  return instantiate(analysis, "", "", {});
}

function instantiate(
  analysis: Record<string, DeployedDefinition>,
  definitionPath: string,
  componentPath: string,
  env: ComponentNode["env"],
): ComponentNode {
  const deployed = analysis[definitionPath];
  if (!deployed) {
    throw new HttpError(400, "InvalidPush", `The component \`${definitionPath}\` was not pushed.`);
  }
  const { definition, functions } = deployed;
  const childComponents: Record<string, ComponentNode> = {};
  for (const child of definition.childComponents) {
    if (Object.hasOwn(childComponents, child.name)) {
      throw new HttpError(
        400,
        "InvalidPush",
        `Two components are installed as \`${child.name}\`. Give one another \`name\` in \`use()\`.`,
      );
    }
    const path = componentPath === "" ? child.name : `${componentPath}/${child.name}`;
    childComponents[child.name] = instantiate(
      analysis,
      child.path,
      path,
      Object.fromEntries(child.env ?? []),
    );
  }
  const routes = functions["http.js"]?.httpRoutes;
  return {
    definitionPath,
    componentPath,
    args: {},
    env,
    childComponents,
    httpRoutes: {
      httpModuleRoutes: routes ? routes.map(({ route }) => route) : null,
      mounts: Object.keys(definition.httpMounts),
    },
    exports: {},
  };
}
