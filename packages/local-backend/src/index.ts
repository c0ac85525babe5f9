import { resolve } from "node:path";
import { prepareDataFolder } from "./disk/data-folder.ts";
import { projectAround } from "./disk/project-folder.ts";
import { openDeployment } from "./host/host.ts";
import { type LocalBackendOptions, resolveOptions } from "./options.ts";
import { keptAdminKey } from "./server/admin-key.ts";
import { BackendServer } from "./server/server.ts";

export { LocalBackendError, type LocalBackendErrorCode } from "./errors.ts";
export type { Logger } from "./log.ts";
export type { LocalBackendOptions } from "./options.ts";

export interface LocalBackend {
  /** For clients and the CLI (`CONVEX_SELF_HOSTED_URL`). */
  url: string;
  /** Where HTTP actions are served. */
  siteUrl: string;
  adminKey: string;
  /** Finishes what is running, closes sockets and files. May be called more than once. */
  close(): Promise<void>;
}

/**
 * Starts a Convex deployment on a folder. Resolves when it answers.
 *
 * @throws LocalBackendError with a `code` and a sentence that says what to do: an option, a port or a folder in use,
 * a folder that can't be written, data of another version
 */
export async function startLocalBackend(options: LocalBackendOptions): Promise<LocalBackend> {
  const { port, sitePort, instanceName, allowedOrigins, functionTimeoutMs, logger, ...resolved } =
    resolveOptions(options);
  const folder = resolve(resolved.folder);
  const projectFolder = resolve(resolved.projectFolder ?? projectAround(folder) ?? ".");
  prepareDataFolder(folder);
  const adminKey = resolved.adminKey ?? keptAdminKey(folder, instanceName);
  const server = await BackendServer.listen(port, sitePort);
  try {
    const { cloudUrl, siteUrl } = server;
    const deployment = await openDeployment({
      folder,
      projectFolder,
      instanceName,
      cloudUrl,
      siteUrl,
      functionTimeoutMs,
      adminKey,
      logger,
    });
    server.serve({ folder, deployment, adminKey, instanceName, allowedOrigins, logger });
    let closing: Promise<void> | null = null;
    const close = async () => {
      await server.close();
      await deployment.close();
    };
    return {
      url: cloudUrl,
      siteUrl,
      adminKey,
      close() {
        closing ??= close();
        return closing;
      },
    };
  } catch (error) {
    await server.close();
    throw error;
  }
}
