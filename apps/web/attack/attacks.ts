import type { Attack } from "./attack.ts";
import { aroundTheWebApp } from "./kinds/around-the-web-app.ts";
import { changedPassword } from "./kinds/changed-password.ts";
import { clientLimits } from "./kinds/client-limits.ts";
import { firstAdministrator } from "./kinds/first-administrator.ts";
import { forgedIdentity } from "./kinds/forged-identity.ts";
import { lockOut } from "./kinds/lock-out.ts";
import { nearbyPages } from "./kinds/nearby-pages.ts";
import { oldLinks } from "./kinds/old-links.ts";
import { oracles } from "./kinds/oracles.ts";
import { passwordResets } from "./kinds/password-resets.ts";
import { pathTricks } from "./kinds/path-tricks.ts";
import { returnPaths } from "./kinds/return-paths.ts";
import { scriptPolicy } from "./kinds/script-policy.ts";
import { sessionTokens } from "./kinds/session-tokens.ts";
import { spilledSecrets } from "./kinds/spilled-secrets.ts";
import { twoDoors } from "./kinds/two-doors.ts";
import { unprovenIdentity } from "./kinds/unproven-identity.ts";
import { untoldChanges } from "./kinds/untold-changes.ts";
import { weakPasswords } from "./kinds/weak-passwords.ts";

/** Every attack, by its kind. */
export const attacks: Record<string, Attack[]> = {
  "limits of a client": clientLimits,
  "around the web app": aroundTheWebApp,
  "an unproven identity": unprovenIdentity,
  "the first administrator": firstAdministrator,
  "secrets of a session": sessionTokens,
  "a policy for scripts": scriptPolicy,
  "a changed password": changedPassword,
  "a forgotten password": passwordResets,
  "weak passwords": weakPasswords,
  "locking out": lockOut,
  "two doors, one rule": twoDoors,
  "untold changes": untoldChanges,
  oracles,
  "old links": oldLinks,
  "pages nearby": nearbyPages,
  "a forged identity": forgedIdentity,
  "tricks with paths": pathTricks,
  "ways back": returnPaths,
  "spilled secrets": spilledSecrets,
};
