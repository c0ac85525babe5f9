import { isolated } from "@vestibule/text/isolation";
import { shownAddress } from "@vestibule/text/shown-address";
import { useState } from "react";
import { toast } from "sonner";
import { useSingleFlight } from "@/hooks/use-single-flight";
import { sentenceOf } from "@/lib/failed-call";

/** What is done to one address of a list: one at a time, and said when it is done or could not be. */
export function useAddressAction(
  act: (email: string) => Promise<unknown>,
  done: (address: string) => string,
) {
  const [acting, setActing] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const [run] = useSingleFlight(async (email: string) => {
    setProblem(undefined);
    setActing(email);
    try {
      await act(email);
      toast.success(done(isolated(shownAddress(email))));
    } catch (error) {
      setProblem(sentenceOf(error));
    }
    setActing(undefined);
  });
  return { acting, problem, run: (email: string) => void run(email) };
}
