import { HeaderValue, Payload, WebhookEvent } from "./index.cjs";

export { HeaderValue, Payload, VerificationError, VerificationErrorCode, WebhookEvent } from "./index.cjs";

/** As `verify` of the entry for Node, by Web Crypto, which is asynchronous. */
export function verify<Event extends { id: string; type: string } = WebhookEvent>(
  payload: Payload,
  header: HeaderValue,
  secret: string,
  tolerance?: number,
  now?: number,
): Promise<Event>;

/** As `sign` of the entry for Node, by Web Crypto, which is asynchronous. */
export function sign(payload: Payload, secret: string, at?: number): Promise<string>;
