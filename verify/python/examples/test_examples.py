import unittest
from typing import Any, Callable, List

import fastapi_app
import flask_app
from fastapi.testclient import TestClient

from atlas import webhooks

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
BODY = '{"id":"evt_1","type":"deal.updated","data":{"name":"Grüße"}}'.encode()


class ExamplesTest(unittest.TestCase):
    def setUp(self) -> None:
        self.taken: List[str] = []

    def work(self, event: webhooks.Event) -> None:
        self.taken.append(event["id"])

    def check(self, post: Callable[[bytes, Any], int]) -> None:
        headers = {"Atlas-Signature": webhooks.sign(BODY, SECRET)}
        self.assertEqual(post(BODY, headers), 204)
        self.assertEqual(post(BODY.replace(b"deal", b"cost"), headers), 400)
        self.assertEqual(post(BODY, {}), 400)
        self.assertEqual(self.taken, ["evt_1"])

    def test_the_flask_example_takes_what_is_signed_and_refuses_the_rest(self) -> None:
        client = flask_app.receiver(SECRET, self.work).test_client()
        self.check(lambda body, headers: client.post("/webhooks", data=body, headers=headers).status_code)

    def test_the_fastapi_example_takes_what_is_signed_and_refuses_the_rest(self) -> None:
        client = TestClient(fastapi_app.receiver(SECRET, self.work))
        self.check(lambda body, headers: client.post("/webhooks", content=body, headers=headers).status_code)


if __name__ == "__main__":
    unittest.main()
