/** The line broke, or the storage refused: nothing is known of the file's contents. */
export class UploadBrokeOff extends Error {}

/**
 * Sends a file to an upload address of the deployment, and answers the id that it is stored under. Not by `fetch`, which says
 * nothing of how far it is.
 */
export function uploadFile(
  address: string,
  file: Blob,
  onProgress: (share: number) => void,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const breakOff = () => reject(new UploadBrokeOff("The upload broke off"));
    request.open("POST", address);
    request.setRequestHeader("content-type", file.type || "application/octet-stream");
    request.upload.addEventListener("progress", ({ loaded, total }) => {
      if (total > 0) onProgress(loaded / total);
    });
    for (const end of ["error", "abort", "timeout"]) request.addEventListener(end, breakOff);
    request.addEventListener("load", () => {
      const storageId = storageIdIn(request);
      if (storageId === undefined) breakOff();
      else resolve(storageId);
    });
    request.send(file);
  });
}

function storageIdIn({ status, responseText }: XMLHttpRequest): string | undefined {
  if (status !== 200) return undefined;
  try {
    const answer: unknown = JSON.parse(responseText);
    const id = typeof answer === "object" && answer && Reflect.get(answer, "storageId");
    return typeof id === "string" ? id : undefined;
  } catch {
    return undefined;
  }
}
