"use strict";
// For every platform with Web Crypto: workers at the edge, Deno, Bun, Node. The platform makes it asynchronous.
const core = require("./core.cjs");

async function verify(payload, header, secret, tolerance = 300, now = core.unixSeconds()) {
  core.checkArguments(secret, tolerance, now);
  const bytes = core.bytesOf(payload);
  const { time, signatures } = core.readHeader(header);
  const key = await keyOf(secret, "verify");
  const signed = contentOf(bytes, time);
  let matches = false;
  for (const signature of signatures) {
    // Compares in constant time; all of them, so that how long it takes tells nothing.
    if (await crypto.subtle.verify("HMAC", key, digestOf(signature), signed)) matches = true;
  }
  if (!matches) throw core.noMatch();
  core.checkTime(time, tolerance, now);
  return core.readEvent(bytes);
}

async function sign(payload, secret, at = core.unixSeconds()) {
  core.checkArguments(secret);
  const key = await keyOf(secret, "sign");
  const digest = new Uint8Array(await crypto.subtle.sign("HMAC", key, contentOf(core.bytesOf(payload), at)));
  return `t=${at},v1=${Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

function keyOf(secret, use) {
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  return crypto.subtle.importKey("raw", new TextEncoder().encode(secret), algorithm, false, [use]);
}

function contentOf(bytes, time) {
  const prefix = new TextEncoder().encode(`${time}.`);
  const content = new Uint8Array(prefix.length + bytes.length);
  content.set(prefix);
  content.set(bytes, prefix.length);
  return content;
}

/** Of what is no signature the digest is empty, which matches nothing. */
function digestOf(signature) {
  if (!/^[0-9a-f]{64}$/.test(signature)) return new Uint8Array(0);
  return Uint8Array.from(signature.match(/../g), (hex) => Number.parseInt(hex, 16));
}

module.exports = { verify, sign, VerificationError: core.VerificationError };
