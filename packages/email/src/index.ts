export { type RenderedMail, render } from "./render";
export type { Mail, MailKind } from "./templates";
export type { Role } from "./words";
