"""A receiver in FastAPI."""

from typing import Callable

from fastapi import FastAPI, HTTPException, Request, Response

from atlas import webhooks


def receiver(secret: str, work: Callable[[webhooks.Event], None]) -> FastAPI:
    app = FastAPI()

    @app.post("/webhooks")
    async def take(request: Request) -> Response:
        try:
            event = webhooks.verify(await request.body(), request.headers.get("atlas-signature"), secret)
        except webhooks.VerificationError as e:
            raise HTTPException(400, str(e)) from e
        work(event)  # put it into a queue or a table, by its id; work on it after the answer
        return Response(status_code=204)

    return app
