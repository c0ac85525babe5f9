import { v } from "convex/values";

/**
 * The order of need: what somebody waits for in front of the screen, then what one person asked for, then what was asked
 * for by the hundred. No lane waits for another.
 */
export const lanes = ["code", "person", "bulk"] as const;
export type Lane = (typeof lanes)[number];
export const vLane = v.union(v.literal("code"), v.literal("person"), v.literal("bulk"));
