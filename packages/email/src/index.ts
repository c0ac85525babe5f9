export type { Look } from "./components/look";
export { type RenderedMail, render } from "./render";
export type { Role } from "./role-words";
export type { Sending } from "./sending";
export type { Mail, MailKind } from "./templates";
