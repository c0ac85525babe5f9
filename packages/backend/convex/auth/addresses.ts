import { regexes } from "zod/v4/core";
import { isShapedAsAddress } from "../rules/address";

/**
 * Better Auth asks zod what an address is, and zod's expression ends in plain letters: nobody at an address under
 * `xn--p1ai` (.рф) could sign in. Better Auth takes no expression of ours, so the one it uses asks our rule.
 */
Object.assign(regexes.email, { test: isShapedAsAddress });
