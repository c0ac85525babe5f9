import { startTestStack } from "@vestibule/dev/test-stack";

/** Starts the product once for all stories; what it returns stops it again. */
export default async function startStack(): Promise<() => Promise<void>> {
  const stack = await startTestStack();
  // Workers inherit this environment; with it `run-function.ts` finds the deployment.
  Object.assign(process.env, {
    VESTIBULE_WEB_URL: stack.webUrl,
    VESTIBULE_STACK: JSON.stringify(stack),
    ...stack.cliVariables,
  });
  return () => stack.close();
}
