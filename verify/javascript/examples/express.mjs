import express from "express";
import { verify } from "atlas-webhooks";

/** A receiver in Express. The raw body is needed: express.json() would throw the signed bytes away. */
export function receiver(secret, work) {
  const app = express();
  app.post("/webhooks", express.raw({ type: "*/*", limit: "1mb" }), (req, res) => {
    let event;
    try {
      event = verify(req.body, req.headers["atlas-signature"], secret);
    } catch (e) {
      return res.status(e.name === "VerificationError" ? 400 : 500).send(e.message);
    }
    work(event); // put it into a queue or a table, by its id; work on it after the answer
    res.sendStatus(204);
  });
  return app;
}
