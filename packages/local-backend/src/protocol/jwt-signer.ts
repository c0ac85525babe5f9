/**
 * The key pair with which the deployment signs JWTs for whoever trusts it. It is made of the admin key, so that there is
 * nothing to store: the same deployment has the same key for as long as it keeps its admin key.
 */
import {
  createECDH,
  createHash,
  createHmac,
  createPrivateKey,
  hkdfSync,
  type KeyObject,
  sign,
} from "node:crypto";
import type { JsonObject } from "./json.ts";

/** The order of P-256's group: private keys are the numbers below it. */
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/** What the key is made of, so that the admin key itself need not go where functions run. */
export function signingSecret(adminKey: string): string {
  return createHmac("sha256", adminKey).update("JWTs").digest("base64url");
}

interface KeyPair {
  kid: string;
  privateKey: KeyObject;
  publicJwk: JsonObject;
}

export class JwtSigner {
  readonly #secret: string;
  /** Made when it is needed: most deployments sign nothing. */
  #keys: KeyPair | null = null;

  constructor(secret: string) {
    this.#secret = secret;
  }

  /** With what anyone can verify what is signed here. */
  get jwks(): { keys: JsonObject[] } {
    return { keys: [this.#keyPair().publicJwk] };
  }

  sign(payload: JsonObject): string {
    const { kid, privateKey } = this.#keyPair();
    const content = [{ alg: "ES256", typ: "JWT", kid }, payload]
      .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
      .join(".");
    const key = { key: privateKey, dsaEncoding: "ieee-p1363" as const };
    return `${content}.${sign("sha256", Buffer.from(content), key).toString("base64url")}`;
  }

  #keyPair(): KeyPair {
    this.#keys ??= makeKeyPair(this.#secret);
    return this.#keys;
  }
}

function makeKeyPair(secret: string): KeyPair {
  // More bits than the order has, so that no key is more likely than another.
  const bits = Buffer.from(hkdfSync("sha256", secret, "", "P-256", 48)).toString("hex");
  const number = (BigInt(`0x${bits}`) % (ORDER - 1n)) + 1n;
  const d = Buffer.from(number.toString(16).padStart(64, "0"), "hex");
  const ecdh = createECDH("prime256v1");
  ecdh.setPrivateKey(d);
  const point = ecdh.getPublicKey();
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((half) =>
    half.toString("base64url"),
  );
  const jwk = { crv: "P-256", kty: "EC", x, y } as JsonObject;
  const kid = createHash("sha256").update(JSON.stringify(jwk)).digest("base64url");
  return {
    kid,
    privateKey: createPrivateKey({
      format: "jwk",
      key: { ...jwk, d: d.toString("base64url") },
    }),
    publicJwk: { ...jwk, kid, alg: "ES256", use: "sig" },
  };
}
