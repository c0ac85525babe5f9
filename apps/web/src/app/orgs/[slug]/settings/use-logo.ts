"use client";

import { api } from "@vestibule/backend/api";
import { LOGO_IS_SVG, LOGO_TOO_LARGE, MAX_LOGO_BYTES } from "@vestibule/backend/rules/image";
import { useAction, useMutation } from "convex/react";
import type { FunctionArgs } from "convex/server";
import { useState } from "react";
import { toast } from "sonner";
import type { LogoStep } from "@/components/settings/logo-setting";
import { useSingleFlight } from "@/hooks/use-single-flight";
import { sentenceOf } from "@/lib/failed-call";
import { lookProblemOf } from "@/lib/refusal-details";
import { UploadBrokeOff, uploadFile } from "@/lib/upload-file";

type StorageId = FunctionArgs<typeof api.models.organizationLook.setLogo>["storageId"];

/** Brings a chosen file to the deployment, which looks at it and shows it, or says why not. */
export function useLogo(organizationId: string) {
  const askForAddress = useMutation(api.models.organizationLook.generateLogoUploadUrl);
  const setLogo = useAction(api.models.organizationLook.setLogo);
  const removeLogo = useMutation(api.models.organizationLook.removeLogo);
  const [step, setStep] = useState<LogoStep>();
  const [problem, setProblem] = useState<string>();

  const [choose] = useSingleFlight(async (file: File) => {
    const known = problemBefore(file);
    setProblem(known);
    if (known) return;
    try {
      setStep({ kind: "uploading", share: 0 });
      const address = await askForAddress({ organizationId });
      const storageId = await uploadFile(address, file, (share) =>
        setStep({ kind: "uploading", share }),
      );
      setStep({ kind: "checking" });
      // The storage's own answer: what it means is checked by the function that gets it.
      await setLogo({ organizationId, storageId: storageId as StorageId });
      toast.success("Logo saved");
    } catch (error) {
      setProblem(problemIn(error));
    } finally {
      setStep(undefined);
    }
  });

  const [remove] = useSingleFlight(async () => {
    setProblem(undefined);
    try {
      await removeLogo({ organizationId });
      toast.success("Logo removed");
    } catch (error) {
      setProblem(sentenceOf(error));
    }
  });

  return { step, problem, choose, remove };
}

/** What needs no upload to be known. The deployment looks at the bytes of all others. */
function problemBefore({ size, type }: File): string | undefined {
  if (type === "image/svg+xml") return LOGO_IS_SVG;
  return size > MAX_LOGO_BYTES ? LOGO_TOO_LARGE : undefined;
}

function problemIn(error: unknown): string {
  if (error instanceof UploadBrokeOff) {
    return "The upload broke off. Check your connection and choose the file again.";
  }
  return lookProblemOf(error)?.problem ?? sentenceOf(error);
}
