export type { Mail, MailKind, RenderedMail } from "./mail";
export { render } from "./render";
export type { Role } from "./words";
