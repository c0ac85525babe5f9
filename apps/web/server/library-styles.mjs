// @ts-check

/**
 * Styles that libraries put into a page while it runs, each always with the same text: sonner's own, which stands there empty
 * for a moment, Radix's for a list of choices, and the one that stops transitions while next-themes changes the theme.
 */
export const LIBRARY_STYLES = [
  "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
  "'sha256-StEaX+se6YS7pqjzrzMIA0KaX9zF/8zAhvQXZAe5epY='",
  "'sha256-441zG27rExd4/il+NvIqyL8zFx5XmyNQtE381kSkUJk='",
  "'sha256-skqujXORqzxt1aE0NNXxujEanPTX6raoqSscTV/Ww/Y='",
];
