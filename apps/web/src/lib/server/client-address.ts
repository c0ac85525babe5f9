import {
  CLIENT_ADDRESS_HEADER,
  clientAddressFrom,
  PROXY_SECRET_HEADER,
} from "@vestibule/backend/rules/clientAddress";

/**
 * The headers of a request that goes on to the deployment, with the client's address vouched for when a
 * secret is shared. What the browser sent under those names is gone either way.
 */
export function vouched(incoming: Headers, secret: string | undefined): Headers {
  const headers = new Headers(incoming);
  headers.delete(CLIENT_ADDRESS_HEADER);
  headers.delete(PROXY_SECRET_HEADER);
  if (secret === undefined) return headers;
  headers.set(PROXY_SECRET_HEADER, secret);
  const address = clientAddressFrom(incoming.get("x-forwarded-for"));
  if (address !== undefined) headers.set(CLIENT_ADDRESS_HEADER, address);
  return headers;
}
