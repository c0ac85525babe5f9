/** A primary button as class names, for what may not bring the component along. */
export const buttonLook = {
  base: "inline-flex shrink-0 items-center justify-center gap-2 rounded-md font-medium text-sm transition-[color,background-color,border-color,opacity,scale] duration-120 ease-out active:not-disabled:scale-[0.985] disabled:cursor-not-allowed disabled:opacity-55 aria-disabled:cursor-not-allowed aria-disabled:opacity-55 aria-busy:cursor-progress [&_svg:not([class*='size-'])]:size-4 [&_svg]:pointer-events-none [&_svg]:shrink-0",
  primary: "bg-primary text-primary-foreground hover:bg-primary/90",
  regular: "h-9 whitespace-nowrap px-4 py-2 pointer-coarse:h-10",
} as const;
