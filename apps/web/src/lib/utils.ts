import { type ClassValue, clsx } from "clsx";
import { extendTailwindMerge } from "tailwind-merge";

/** Our own text sizes must be known, or they would be taken for colours and throw the real ones out. */
const merge = extendTailwindMerge({
  extend: { theme: { text: ["dense", "body", "title"] } },
});

export function cn(...inputs: ClassValue[]) {
  return merge(clsx(inputs));
}
