/** An SMTP server in a process of its own, which counts what it takes and throws it away. */
import { startFakeSmtp } from "../test/smtp.ts";

let taken = 0;
const server = await startFakeSmtp({
  keepsNothing: true,
  onTaken(to) {
    taken++;
    process.send?.({ taken, to, at: Date.now() });
  },
});
process.send?.({ port: server.port });
process.on("message", (message) => {
  if (message === "again") taken = 0;
});
process.on("disconnect", () => process.exit(0));
