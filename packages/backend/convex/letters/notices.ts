import { overtaken } from "./letter";

/** A notice that its reader turned off after it was asked for. */
export const turnedOff = overtaken("Its reader turned these notices off.");
