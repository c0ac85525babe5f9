import getPort, { portNumbers } from "get-port";

const HOST = "127.0.0.1";

export interface Ports {
  web: number;
  convex: number;
  convexSite: number;
}

/** The usual ports, or the next free ones; a port that the user asked for by `PORT` is used or refused. */
export async function choosePorts(askedFor: string | undefined): Promise<Ports> {
  return {
    web: askedFor ? await exactly(askedFor) : await firstFree(3000),
    convex: await firstFree(3210),
    convexSite: await firstFree(3211),
  };
}

/** Ports nobody else uses, for a stack that tests start beside a running one. */
export async function freePorts(): Promise<Ports> {
  return {
    web: await getPort({ host: HOST }),
    convex: await getPort({ host: HOST }),
    convexSite: await getPort({ host: HOST }),
  };
}

async function firstFree(from: number): Promise<number> {
  // `get-port` does not hand out a port twice within a minute, so the three never collide.
  return getPort({ host: HOST, port: portNumbers(from, from + 90) });
}

async function exactly(text: string): Promise<number> {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Error(`PORT is "${text}", which is no port. Give a whole number from 1 to 65535.`);
  }
  if ((await getPort({ host: HOST, port })) !== port) {
    throw new Error(
      `Port ${port} is in use. Stop what listens there, or choose another: PORT=3005.`,
    );
  }
  return port;
}
