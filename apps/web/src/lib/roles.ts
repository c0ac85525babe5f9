export { roleWords } from "@vestibule/email/role-words";
