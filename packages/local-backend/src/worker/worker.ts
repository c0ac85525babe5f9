/** Entry of the worker thread: user code and, once opened, the database. Started by worker-thread.ts. */
import process from "node:process";
import { parentPort, workerData } from "node:worker_threads";
import {
  asTransferable,
  type FromWorker,
  type ToWorker,
  type WorkerSettings,
} from "../wire/messages.ts";
import { installGlobals } from "./realm/globals.ts";
import { runAsHost } from "./realm/invocation.ts";
import { installCommonJs } from "./realm/packages.ts";
import { catchUncaught } from "./realm/uncaught.ts";
import { WorkerMain } from "./worker-main.ts";

if (!parentPort) throw new Error("worker.js is started by the local backend, not by itself");
const port = parentPort;

installGlobals();
const settings = workerData as WorkerSettings;
installCommonJs(settings.projectFolder);
const main = new WorkerMain(
  settings,
  (message: FromWorker, transfer) => port.postMessage(message, asTransferable(transfer)),
  fatal,
);
port.on("message", (message: ToWorker) => runAsHost(() => main.receive(message)));

catchUncaught({ warn: (message, error) => main.warn(message, error), fatal });

/** Ends this thread: the main thread starts another, which has what is on disk. */
function fatal(error: unknown): void {
  main.warn("The process that runs functions has failed", error);
  process.exit(1);
}
