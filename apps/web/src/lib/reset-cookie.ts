/** The page that a mailed link to set a password opens. */
export const RESET_PAGE = "/reset-password";

/** The cookie in which the proxy hands the link's token to that page. */
export const RESET_COOKIE = "vestibule-reset";

/** As long as the link itself works. */
export const RESET_COOKIE_SECONDS = 60 * 60;
