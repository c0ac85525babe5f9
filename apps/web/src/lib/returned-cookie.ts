/** The header in which the proxy hands a form that came back to its page, and to that page alone. */
export const RETURNED_FORM = "x-vestibule-returned-form";

/** The cookie that holds it between the answer to the form and the page's next rendering. */
export const RETURNED_COOKIE = "vestibule-returned-form";
