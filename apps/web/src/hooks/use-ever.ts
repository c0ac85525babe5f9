"use client";

import { useState } from "react";

/** Whether it was ever true while this was on the page. */
export function useEver(isSo: boolean): boolean {
  const [was, setWas] = useState(isSo);
  if (isSo && !was) setWas(true);
  return was || isSo;
}
