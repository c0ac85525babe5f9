/** Preloaded where functions run: what they fetch from the mail provider comes from the test's own server. */
const { fetch } = globalThis;
const provider = "https://api.resend.com";
// Functions see a `process.env` of their own, which has no such variable.
const standIn = process.env.TEST_MAIL_API;

globalThis.fetch = (input, init) => {
  const url = String(input);
  return fetch(url.startsWith(provider) ? standIn + url.slice(provider.length) : input, init);
};
