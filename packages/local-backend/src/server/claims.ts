/** What of a checked token `ctx.auth.getUserIdentity()` shows. */
import { isObject, type JsonObject, type JsonValue } from "../protocol/json.ts";
import type { Identity } from "../wire/calls.ts";

/** Claims about the token instead of the person; they'd also make every refreshed token a new identity. */
const housekeeping = new Set(["aud", "exp", "iat", "nbf", "jti", "fva"]);

/** Likewise, of an ID token. */
const openIdHousekeeping = new Set([
  ...housekeeping,
  "nonce",
  "auth_time",
  "acr",
  "amr",
  "azp",
  "at_hash",
  "c_hash",
]);

const openIdNames: Readonly<Record<string, string>> = {
  name: "name",
  given_name: "givenName",
  family_name: "familyName",
  nickname: "nickname",
  preferred_username: "preferredUsername",
  profile: "profileUrl",
  picture: "pictureUrl",
  website: "websiteUrl",
  email: "email",
  email_verified: "emailVerified",
  gender: "gender",
  birthdate: "birthday",
  zoneinfo: "timezone",
  locale: "language",
  phone_number: "phoneNumber",
  phone_number_verified: "phoneNumberVerified",
  updated_at: "updatedAt",
};

export interface CheckedClaims extends JsonObject {
  iss: string;
  sub: string;
}

/** Custom JWT: every other claim under its own name, nested objects flattened with dots. */
export function customJwtIdentity(claims: CheckedClaims): Identity {
  const { iss, sub, ...rest } = claims;
  const attributes: JsonObject = {};
  for (const [name, value] of Object.entries(rest)) {
    if (!housekeeping.has(name)) flatten(attributes, name, value);
  }
  return { ...attributes, ...identifiers(iss, sub) };
}

/** OpenID Connect: standard claims in camelCase, custom ones under their own names. */
export function openIdIdentity(claims: CheckedClaims): Identity {
  const { iss, sub, ...rest } = claims;
  const attributes: JsonObject = {};
  for (const [name, value] of Object.entries(rest)) {
    if (openIdHousekeeping.has(name)) continue;
    const attribute = openIdNames[name];
    if (name === "address") {
      if (isObject(value) && value.formatted !== undefined) attributes.address = value.formatted;
    } else if (name === "updated_at" && typeof value === "number") {
      attributes.updatedAt = new Date(value * 1000).toISOString();
    } else {
      attributes[attribute ?? name] = value;
    }
  }
  return { ...attributes, ...identifiers(iss, sub) };
}

/** Attributes that an administrator acts with; what is missing is made up as the cloud does. */
export function actingIdentity(attributes: JsonObject): Identity {
  const issuer = typeof attributes.issuer === "string" ? attributes.issuer : "https://convex.test";
  const subject = typeof attributes.subject === "string" ? attributes.subject : "acting-user";
  const { tokenIdentifier } = identifiers(issuer, subject);
  return { tokenIdentifier, issuer, subject, ...attributes };
}

function identifiers(issuer: string, subject: string) {
  return { tokenIdentifier: `${issuer}|${subject}`, issuer, subject };
}

function flatten(attributes: JsonObject, name: string, value: JsonValue): void {
  if (!isObject(value)) {
    attributes[name] = value;
    return;
  }
  for (const [inner, innerValue] of Object.entries(value)) {
    flatten(attributes, `${name}.${inner}`, innerValue);
  }
}
