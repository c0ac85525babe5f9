import { PlainThreshold, type ThresholdProps } from "@/components/brand/plain-threshold";
import { ThemeToggle } from "@/components/brand/theme-toggle";

/** A quiet page with one narrow column: signing in, creating an organization, choosing one. */
export function Threshold(props: ThresholdProps) {
  return <PlainThreshold {...props} corner={<ThemeToggle />} />;
}
