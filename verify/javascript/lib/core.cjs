"use strict";
// What both entries share: the header, the times, the event. The entries add the HMAC of their platform.

const NAME = /^[A-Za-z0-9_]+$/;
const TIME = /^[0-9]{1,12}$/;

/** Why a request is not to be trusted: see `code`. Answer it with status 400. */
class VerificationError extends Error {
  /** @param {string} code @param {string} message */
  constructor(code, message) {
    super(message);
    this.name = "VerificationError";
    this.code = code;
  }
}

function bytesOf(payload) {
  if (typeof payload === "string") return new TextEncoder().encode(payload);
  if (ArrayBuffer.isView(payload)) return new Uint8Array(payload.buffer, payload.byteOffset, payload.byteLength);
  if (payload instanceof ArrayBuffer) return new Uint8Array(payload);
  throw new TypeError("the payload must be the raw body (string, Uint8Array or Buffer), not parsed JSON");
}

function checkArguments(secret, tolerance = 0, now = 0) {
  if (typeof secret !== "string" || secret === "") throw new TypeError("the secret is missing or empty");
  if (!(tolerance >= 0)) throw new RangeError(`the tolerance must be 0 or more seconds, not ${tolerance}`);
  if (!Number.isFinite(now)) throw new RangeError(`now must be a Unix time in seconds, not ${now}`);
}

function readHeader(header) {
  if (header === undefined || header === null || /^[ \t]*$/.test(String(header)))
    throw new VerificationError("no_header", "the request has no Atlas-Signature header");
  let time;
  const signatures = [];
  for (const item of String(header).split(",")) {
    const equals = item.indexOf("=");
    const name = item.slice(0, Math.max(equals, 0));
    const value = item.slice(equals + 1);
    if (!NAME.test(name)) throw malformed("an item is not of the form name=value");
    if (name === "v1") signatures.push(value);
    else if (name === "t") {
      if (time !== undefined) throw malformed("t is there twice");
      time = value;
    }
  }
  if (time === undefined || !TIME.test(time)) throw malformed("t is missing or not a Unix time in seconds");
  if (signatures.length === 0) throw malformed("v1 is missing");
  return { time, signatures };
}

function malformed(what) {
  return new VerificationError(
    "malformed_header",
    `Atlas-Signature is malformed: ${what}; expected t=<unix seconds>,v1=<hex>, without spaces`,
  );
}

function noMatch() {
  return new VerificationError("no_match", "no v1 signature is of this secret and exactly these bytes of the body");
}

function checkTime(time, tolerance, now) {
  const age = now - Number(time);
  if (age > tolerance)
    throw new VerificationError("too_old", `signed ${age} s ago; ${tolerance} s are tolerated`);
  if (-age > tolerance)
    throw new VerificationError("too_new", `signed ${-age} s in the future; ${tolerance} s are tolerated`);
}

function readEvent(bytes) {
  let event;
  try {
    event = JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch (e) {
    throw new VerificationError("not_an_event", `the payload is not JSON in UTF-8: ${e.message}`);
  }
  if (event === null || typeof event.id !== "string" || typeof event.type !== "string")
    throw new VerificationError("not_an_event", "the payload is not an object with an id and a type");
  return event;
}

function unixSeconds() {
  return Math.floor(Date.now() / 1000);
}

module.exports = {
  VerificationError,
  bytesOf,
  checkArguments,
  checkTime,
  noMatch,
  readEvent,
  readHeader,
  unixSeconds,
};
