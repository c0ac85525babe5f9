import { customAction, customMutation } from "convex-helpers/server/customFunctions";
import { internalAction, internalMutation } from "../_generated/server";
import { isDevelopment } from "../environment";
import { refuseUnless } from "../refuse";

/**
 * The one way in which development's functions are made: internal, so no client reaches them, and refused with
 * `not_development` unless mail goes to the development mailbox, so that nobody runs them on real data.
 */

const developmentOnly = {
  args: {},
  input: async () => {
    refuseUnless(isDevelopment(), "not_development");
    return { ctx: {}, args: {} };
  },
};

export const developmentMutation = customMutation(internalMutation, developmentOnly);
export const developmentAction = customAction(internalAction, developmentOnly);
