/** Entry of the worker thread: user code and, once opened, the database. Started by worker-thread.ts. */
import { parentPort, workerData } from "node:worker_threads";
import { installGlobals } from "./realm/globals.ts";
import { runAsHost } from "./realm/invocation.ts";
import { WorkerMain } from "./worker-main.ts";
import type { FromWorker, ToWorker, WorkerSettings } from "./worker-messages.ts";

if (!parentPort) throw new Error("worker.js is started by the local backend, not by itself");
const port = parentPort;

installGlobals();
const main = new WorkerMain(workerData as WorkerSettings, (message: FromWorker, transfer) =>
  port.postMessage(message, transfer ?? []),
);
port.on("message", (message: ToWorker) => runAsHost(() => main.receive(message)));
// A promise that user code dropped must not take the whole deployment with it.
process.on("unhandledRejection", (reason) =>
  main.warn("A rejected promise was not handled", reason),
);
