import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import test from "node:test";
// By the package's own name: through its exports, as a user gets it.
import * as node from "atlas-webhooks";
import * as web from "atlas-webhooks/web";

// Global from Node 20 on.
globalThis.crypto ??= (await import("node:crypto")).webcrypto;

const { vectors } = JSON.parse(readFileSync(new URL("../../vectors.json", import.meta.url), "utf8"));
const SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const PAYLOAD = '{"id":"evt_1","type":"deal.updated","data":{"name":"Grüße"}}';

function payloadOf(vector) {
  if ("payload_base64" in vector) return Buffer.from(vector.payload_base64, "base64");
  const repeated = vector.payload_repeated;
  return repeated ? repeated.before + repeated.text.repeat(repeated.times) + repeated.after : vector.payload;
}

async function decide(verify, vector) {
  try {
    const payload = payloadOf(vector);
    const event = await verify(payload, vector.header, vector.secret, vector.tolerance, vector.now);
    assert.deepEqual({ id: event.id, type: event.type }, vector.event);
    return "ok";
  } catch (e) {
    if (e.name !== "VerificationError") throw e;
    assert.ok(!e.message.includes(vector.secret));
    return e.code;
  }
}

for (const [entry, webhooks] of Object.entries({ node, web })) {
  for (const vector of vectors) {
    test(`${entry}: ${vector.name}`, async () => {
      assert.equal(await decide(webhooks.verify, vector), vector.expect);
    });
  }

  test(`${entry}: what is signed now is verified now, as text and as bytes`, async () => {
    const header = await webhooks.sign(PAYLOAD, SECRET);
    assert.equal((await webhooks.verify(PAYLOAD, header, SECRET)).type, "deal.updated");
    assert.equal((await webhooks.verify(Buffer.from(PAYLOAD), header, SECRET)).id, "evt_1");
  });

  test(`${entry}: the mistakes of callers are named`, async () => {
    const header = await webhooks.sign(PAYLOAD, SECRET);
    const call = async (...given) => webhooks.verify(...given);
    await assert.rejects(call(JSON.parse(PAYLOAD), header, SECRET), { name: "TypeError", message: /raw body/ });
    await assert.rejects(call(PAYLOAD, header, undefined), { name: "TypeError", message: /secret/ });
    await assert.rejects(call(PAYLOAD, header, SECRET, -1), { name: "RangeError", message: /tolerance/ });
    await assert.rejects(call(PAYLOAD, header, SECRET, 300, NaN), { name: "RangeError", message: /now must be/ });
  });
}

test("both entries sign alike", async () => {
  assert.equal(node.sign(PAYLOAD, SECRET, 1732365600), await web.sign(PAYLOAD, SECRET, 1732365600));
});

test("require() gives the very same functions and errors as import", () => {
  const require = createRequire(import.meta.url);
  assert.equal(require("atlas-webhooks").verify, node.verify);
  assert.equal(require("atlas-webhooks/web").VerificationError, node.VerificationError);
});
