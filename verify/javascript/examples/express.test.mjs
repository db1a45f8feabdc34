import assert from "node:assert/strict";
import { once } from "node:events";
import test from "node:test";
import { sign } from "atlas-webhooks";
import { receiver } from "./express.mjs";

const SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

test("the Express example takes what is signed and refuses the rest", async (t) => {
  const taken = [];
  const server = receiver(SECRET, (event) => taken.push(event.id)).listen(0, "127.0.0.1");
  t.after(() => server.close());
  await once(server, "listening");
  const url = `http://127.0.0.1:${server.address().port}/webhooks`;
  const body = '{"id":"evt_1","type":"deal.updated","data":{"name":"Grüße"}}';
  const post = async (body, headers) =>
    (await fetch(url, { method: "POST", body, headers: { "Content-Type": "application/json", ...headers } })).status;

  const headers = { "Atlas-Signature": sign(body, SECRET) };
  assert.equal(await post(body, headers), 204);
  assert.equal(await post(body.replace("deal", "cost"), headers), 400);
  assert.equal(await post(body, {}), 400);
  assert.deepEqual(taken, ["evt_1"]);
});
