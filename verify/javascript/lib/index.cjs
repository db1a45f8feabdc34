"use strict";
const { createHmac, timingSafeEqual } = require("node:crypto");
const core = require("./core.cjs");

function verify(payload, header, secret, tolerance = 300, now = core.unixSeconds()) {
  core.checkArguments(secret, tolerance, now);
  const bytes = core.bytesOf(payload);
  const { time, signatures } = core.readHeader(header);
  const expected = Buffer.from(hmac(bytes, time, secret));
  let matches = false;
  for (const signature of signatures) {
    const given = Buffer.from(signature);
    // In constant time, and all of them: how long it takes tells nothing.
    if (given.length === expected.length && timingSafeEqual(given, expected)) matches = true;
  }
  if (!matches) throw core.noMatch();
  core.checkTime(time, tolerance, now);
  return core.readEvent(bytes);
}

function sign(payload, secret, at = core.unixSeconds()) {
  core.checkArguments(secret);
  return `t=${at},v1=${hmac(core.bytesOf(payload), at, secret)}`;
}

function hmac(bytes, time, secret) {
  return createHmac("sha256", secret).update(`${time}.`).update(bytes).digest("hex");
}

module.exports = { verify, sign, VerificationError: core.VerificationError };
