"""A receiver in Flask."""

from __future__ import annotations

from typing import Callable, Tuple

from flask import Flask, request

from atlas import webhooks


def receiver(secret: str, work: Callable[[webhooks.Event], None]) -> Flask:
    app = Flask(__name__)

    @app.post("/webhooks")
    def take() -> Tuple[str, int]:
        try:
            event = webhooks.verify(request.get_data(), request.headers.get("Atlas-Signature"), secret)
        except webhooks.VerificationError as e:
            return str(e), 400
        work(event)  # put it into a queue or a table, by its id; work on it after the answer
        return "", 204

    return app
