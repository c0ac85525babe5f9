"use client";

import { useState } from "react";

/** Whether `isSo` was ever true since the component was mounted. */
export function useEver(isSo: boolean): boolean {
  const [was, setWas] = useState(isSo);
  if (isSo && !was) setWas(true);
  return was || isSo;
}
