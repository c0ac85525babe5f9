import { undirected } from "@vestibule/text/isolation";
import { classNames } from "@/lib/class-names";

/** "Maria Lopez" → "ML", "acme" → "A". */
export function initialsOf(name: string): string {
  const words = undirected(name).trim().split(/\s+/).filter(Boolean);
  const [first, last] = [words[0], words.length > 1 ? words.at(-1) : undefined].map(firstCharacter);
  return `${first}${last}`.toUpperCase();
}

/** The whole of it: half of an emoji reads otherwise in the server's page and in the browser. */
function firstCharacter(word = ""): string {
  const [first = ""] = word;
  return first;
}

const sizes = {
  sm: "size-7 text-[11px]",
  md: "size-9 text-dense",
  lg: "size-16 text-xl",
} as const;

/** A person (round) or an organization (square): its picture, or its initials until there is one. */
export function Face({
  name,
  image,
  shape = "person",
  size = "md",
  className,
}: {
  name: string;
  image?: string | null | undefined;
  shape?: "person" | "organization";
  size?: keyof typeof sizes;
  className?: string;
}) {
  return (
    <span
      aria-hidden="true"
      className={classNames(
        "inline-grid shrink-0 select-none place-items-center overflow-hidden border bg-card font-medium text-muted-foreground tracking-wide",
        shape === "person" ? "rounded-full" : "rounded-[22%] text-foreground",
        sizes[size],
        className,
      )}
    >
      {image ? (
        // biome-ignore lint/performance/noImgElement: pictures live on hosts that no build knows, and are small
        <img src={image} alt="" referrerPolicy="no-referrer" className="size-full object-cover" />
      ) : (
        initialsOf(name)
      )}
    </span>
  );
}
