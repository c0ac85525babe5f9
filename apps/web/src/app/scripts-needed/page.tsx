import type { Metadata } from "next";
import { Threshold } from "@/components/brand/threshold";

export const metadata: Metadata = { title: "Nothing was sent", robots: { index: false } };

/** Where a form leads that was sent before its page's scripts had run, or without any, and that needs them. */
export default function ScriptsNeededPage() {
  return (
    <Threshold
      title="Nothing was sent"
      lead="That form needs JavaScript, and it hadn't loaded yet or is turned off. Nothing was saved. Go back, wait until the page has loaded, and try again."
      footer={
        <a href="/" className="text-primary underline underline-offset-4">
          Go to home page
        </a>
      }
    >
      {null}
    </Threshold>
  );
}
