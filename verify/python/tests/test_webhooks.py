import base64
import json
import unittest
from datetime import timedelta
from pathlib import Path
from typing import Any, Dict

from atlas import webhooks

VECTORS = json.loads((Path(__file__).parents[2] / "vectors.json").read_text("utf-8"))["vectors"]
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
PAYLOAD = '{"id":"evt_1","type":"deal.updated","data":{"name":"Grüße","value":12345678901234567890}}'


def payload_of(vector: Dict[str, Any]) -> Any:
    if "payload_base64" in vector:
        return base64.b64decode(vector["payload_base64"])
    if "payload_repeated" in vector:
        repeated = vector["payload_repeated"]
        return repeated["before"] + repeated["text"] * repeated["times"] + repeated["after"]
    return vector["payload"]


class VectorsTest(unittest.TestCase):
    def test_every_vector_is_decided_as_it_says(self) -> None:
        for vector in VECTORS:
            with self.subTest(vector["name"]):
                self.assertEqual(self.decide(vector), vector["expect"])

    def decide(self, vector: Dict[str, Any]) -> str:
        try:
            event = webhooks.verify(
                payload_of(vector), vector["header"], vector["secret"], vector["tolerance"], now=vector["now"]
            )
        except webhooks.VerificationError as e:
            self.assertNotIn(vector["secret"], str(e))
            return e.code
        self.assertEqual({"id": event["id"], "type": event["type"]}, vector["event"])
        return "ok"


class WebhooksTest(unittest.TestCase):
    def test_what_is_signed_now_is_verified_now_as_text_and_as_bytes(self) -> None:
        header = webhooks.sign(PAYLOAD, SECRET)
        self.assertEqual(webhooks.verify(PAYLOAD, header, SECRET)["data"]["value"], 12345678901234567890)
        self.assertEqual(webhooks.verify(PAYLOAD.encode(), header, SECRET, timedelta(minutes=1))["id"], "evt_1")

    def test_each_reason_is_a_class_of_its_own(self) -> None:
        with self.assertRaises(webhooks.NoHeaderError):
            webhooks.verify(PAYLOAD, None, SECRET)
        with self.assertRaises(webhooks.TooOldError):
            webhooks.verify(PAYLOAD, webhooks.sign(PAYLOAD, SECRET, 1732365600), SECRET)

    def test_the_mistakes_of_callers_are_named(self) -> None:
        header = webhooks.sign(PAYLOAD, SECRET)
        with self.assertRaisesRegex(TypeError, "raw body"):
            webhooks.verify(json.loads(PAYLOAD), header, SECRET)
        with self.assertRaisesRegex(ValueError, "secret"):
            webhooks.verify(PAYLOAD, header, "")
        with self.assertRaisesRegex(TypeError, "header must be str"):
            webhooks.verify(PAYLOAD, header.encode(), SECRET)  # type: ignore[arg-type]
        with self.assertRaisesRegex(ValueError, "tolerance"):
            webhooks.verify(PAYLOAD, header, SECRET, float("nan"))  # type: ignore[arg-type]
        with self.assertRaisesRegex(ValueError, "tolerance"):
            webhooks.verify(PAYLOAD, header, SECRET, -1)


if __name__ == "__main__":
    unittest.main()
