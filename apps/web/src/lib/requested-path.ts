/** Set by the proxy on every request of the console, whatever the browser sent: path and query. */
export const REQUESTED_PATH = "x-vestibule-requested-path";
