import { generateCode } from "./generated-code.ts";
import { say } from "./terminal.ts";

await generateCode();
say("The generated code in packages/backend is up to date.");
