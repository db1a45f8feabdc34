/** An event as it was signed. Numbers are JavaScript's: beyond 2^53 read the raw body with a library of your choice. */
export interface WebhookEvent<Data = Record<string, unknown>> {
  /** `evt_…`. The same event may come more than once: tell by this. */
  id: string;
  object: "event";
  /** For example `deal.updated`. */
  type: string;
  /** Unix seconds. */
  created: number;
  /** Its place among the events of this endpoint: 1, 2, 3 … without a gap. */
  sequence: number;
  workspace: string;
  tags: string[];
  data: Data;
  /** The earlier values of what has changed. */
  previous?: Partial<Data>;
}

export type Payload = string | Uint8Array | ArrayBuffer;

/** What `req.headers["atlas-signature"]` or `headers.get("atlas-signature")` gives. */
export type HeaderValue = string | string[] | null | undefined;

export type VerificationErrorCode =
  | "no_header"
  | "malformed_header"
  | "no_match"
  | "too_old"
  | "too_new"
  | "not_an_event";

/** A request that is not to be trusted: answer it with status 400. */
export class VerificationError extends Error {
  readonly name: "VerificationError";
  readonly code: VerificationErrorCode;
}

/**
 * The event that a request carries, once its signature and its time have proved right.
 *
 * @param payload the raw body, exactly the bytes that came
 * @param header the value of `Atlas-Signature`
 * @param secret the endpoint's secret, the whole of it, `whsec_…`
 * @param tolerance how many seconds the time of signing may be from now, either way; 300 if not given
 * @param now Unix seconds; for tests
 * @throws VerificationError
 */
export function verify<Event extends { id: string; type: string } = WebhookEvent>(
  payload: Payload,
  header: HeaderValue,
  secret: string,
  tolerance?: number,
  now?: number,
): Event;

/** The value of `Atlas-Signature` for a payload, as Atlas Webhooks makes it: for tests of receivers. */
export function sign(payload: Payload, secret: string, at?: number): string;
