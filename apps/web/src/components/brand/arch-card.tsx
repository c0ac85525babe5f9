import type { ReactNode } from "react";
import { classNames } from "@/lib/class-names";
import styles from "./arch-card.module.css";

/**
 * The light in the doorway shows the state before a word is read: warm for a valid invitation, dusk for an
 * expired one, bell for a request or a mail that is under way, open for a member, quiet for an invitation
 * that was revoked, declined or not found.
 */
export type Light = "warm" | "dusk" | "bell" | "open" | "quiet";

const LIGHTS: readonly Light[] = ["warm", "dusk", "bell", "open", "quiet"];

/**
 * Where the frame stands on an invitee's page: its top stays while the state changes, whatever height the
 * next one has, in the middle of a tall window as far as most of them are.
 */
export const DOORSTEP =
  "min-h-dvh overflow-x-clip pt-[max(0px,calc((100dvh-42rem)/2.5))] [overflow-anchor:none]";

/**
 * Every invitee page is this frame, so that nothing jumps when the state changes under an open page.
 * `opening` floods the doorway with light while the browser leaves for the organization.
 */
export function ArchCard({
  light,
  opening = false,
  crown,
  children,
  className,
}: {
  light: Light;
  opening?: boolean;
  crown?: ReactNode;
  children: ReactNode;
  className?: string;
}) {
  const shown = opening ? "open" : light;
  return (
    <div className={classNames(styles.stage, className)} data-light={shown} data-opening={opening}>
      <div className={styles.arch}>
        <span className={styles.leaf} aria-hidden="true" />
        <span className={styles.floor} aria-hidden="true" />
        <div className={styles.jamb}>
          <div className={styles.room}>
            {LIGHTS.map((each) => (
              <span
                key={each}
                className={classNames(styles.light, styles[each])}
                data-on={each === shown}
                aria-hidden="true"
              />
            ))}
            <Bell />
            <span className={styles.flood} aria-hidden="true" />
            <div className={styles.content}>
              <div className={styles.crown}>{crown}</div>
              {children}
            </div>
          </div>
        </div>
      </div>
    </div>
  );
}

function Bell() {
  return (
    <svg
      className={styles.bellpull}
      viewBox="0 0 24 40"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.5}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d="M12 0v18" />
      <path d="M5.5 31.5c1.6-1.6 1.8-3.6 1.8-6.3a4.7 4.7 0 0 1 9.4 0c0 2.7.2 4.7 1.8 6.3z" />
      <path d="M10.6 34.6a1.5 1.5 0 0 0 2.8 0" />
    </svg>
  );
}
