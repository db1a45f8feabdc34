"""Verifies webhooks of Atlas Webhooks. Needs nothing but the standard library of Python 3.9 or later.

    from atlas import webhooks

    event = webhooks.verify(request.body, request.headers.get("Atlas-Signature"), secret)
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import time
from datetime import timedelta
from decimal import Decimal
from typing import Any, Dict, List, NoReturn, Optional, Tuple, Union

__all__ = [
    "Event",
    "MalformedHeaderError",
    "NoHeaderError",
    "NoMatchError",
    "NotAnEventError",
    "TooNewError",
    "TooOldError",
    "VerificationError",
    "sign",
    "verify",
]

Event = Dict[str, Any]
"""``id``, ``type``, ``created``, ``sequence``, ``workspace``, ``tags``, ``data`` and, of changes, ``previous``."""

_NAME = re.compile(r"[A-Za-z0-9_]+")
_TIME = re.compile(r"[0-9]{1,12}")


class VerificationError(Exception):
    """A request that is not to be trusted: answer it with status 400. ``code`` names the reason in every language."""

    code: str


class NoHeaderError(VerificationError):
    """The request has no Atlas-Signature."""

    code = "no_header"


class MalformedHeaderError(VerificationError):
    """The header is not of the form t=<unix seconds>,v1=<hex>."""

    code = "malformed_header"


class NoMatchError(VerificationError):
    """No v1 is the signature of this body with this secret."""

    code = "no_match"


class TooOldError(VerificationError):
    """Signed rightly, but longer ago than is tolerated: it may be a replay."""

    code = "too_old"


class TooNewError(VerificationError):
    """Signed rightly, but further in the future than is tolerated: one of the two clocks is wrong."""

    code = "too_new"


class NotAnEventError(VerificationError):
    """Signed rightly, but the body is no event."""

    code = "not_an_event"


def verify(
    payload: Union[bytes, str],
    header: Optional[str],
    secret: str,
    tolerance: Union[int, timedelta] = 300,
    *,
    now: Optional[int] = None,
) -> Event:
    """Return the event that a request carries, once its signature and its time have proved right.

    ``payload`` is the body of the request, exactly the bytes that came; ``header`` the value of Atlas-Signature;
    ``secret`` the endpoint's, the whole of it, ``whsec_…``; ``tolerance`` how many seconds the time of signing may be
    from now, either way; ``now`` the Unix time, for tests. Raises a VerificationError.
    """
    if not secret:
        raise ValueError("the secret is missing or empty")
    body = _bytes(payload)
    seconds = int(tolerance.total_seconds()) if isinstance(tolerance, timedelta) else tolerance
    if not seconds >= 0:  # nor is it no number
        raise ValueError(f"the tolerance is 0 or more seconds, not {tolerance}")
    signed, signatures = _read_header(header)
    expected = _hmac(body, signed, secret).encode()
    matches = False
    for signature in signatures:
        # In constant time, and all of them: how long it takes tells nothing.
        matches |= hmac.compare_digest(expected, signature.encode("utf-8", "surrogatepass"))
    if not matches:
        raise NoMatchError("no v1 signature is of this secret and exactly these bytes of the body")
    age = (int(time.time()) if now is None else now) - int(signed)
    if age > seconds:
        raise TooOldError(f"signed {age} s ago; {seconds} s are tolerated")
    if -age > seconds:
        raise TooNewError(f"signed {-age} s in the future; {seconds} s are tolerated")
    return _read_event(body)


def sign(payload: Union[bytes, str], secret: str, at: Optional[int] = None) -> str:
    """Return the value of Atlas-Signature for a payload, as Atlas Webhooks makes it: for tests of receivers."""
    signed = str(int(time.time()) if at is None else at)
    return f"t={signed},v1={_hmac(_bytes(payload), signed, secret)}"


def _bytes(payload: Union[bytes, str]) -> bytes:
    if isinstance(payload, str):
        return payload.encode()
    if isinstance(payload, (bytes, bytearray, memoryview)):
        return bytes(payload)
    raise TypeError(f"the payload must be the raw body (bytes or str), not {type(payload).__name__}")


def _hmac(body: bytes, signed: str, secret: str) -> str:
    if not secret:
        raise ValueError("the secret is missing or empty")
    return hmac.new(secret.encode(), f"{signed}.".encode() + body, hashlib.sha256).hexdigest()


def _read_header(header: Optional[str]) -> Tuple[str, List[str]]:
    if header is not None and not isinstance(header, str):
        raise TypeError(f"the header must be str, not {type(header).__name__}")
    if header is None or not header.strip(" \t"):
        raise NoHeaderError("the request has no Atlas-Signature header")
    signed: Optional[str] = None
    signatures: List[str] = []
    for item in header.split(","):
        name, equals, value = item.partition("=")
        if not equals or not _NAME.fullmatch(name):
            raise _malformed("an item is not of the form name=value")
        if name == "v1":
            signatures.append(value)
        elif name == "t":
            if signed is not None:
                raise _malformed("t is there twice")
            signed = value
    if signed is None or not _TIME.fullmatch(signed):
        raise _malformed("t is missing or not a Unix time in seconds")
    if not signatures:
        raise _malformed("v1 is missing")
    return signed, signatures


def _malformed(what: str) -> MalformedHeaderError:
    return MalformedHeaderError(
        f"Atlas-Signature is malformed: {what}; expected t=<unix seconds>,v1=<hex>, without spaces"
    )


def _read_event(body: bytes) -> Event:
    try:
        event = json.loads(body.decode("utf-8"), parse_constant=_refuse, parse_int=_integer)
    except (ValueError, RecursionError) as e:
        raise NotAnEventError(f"the payload is not JSON in UTF-8: {e}") from e
    if not isinstance(event, dict) or not isinstance(event.get("id"), str) or not isinstance(event.get("type"), str):
        raise NotAnEventError("the payload is not an object with an id and a type")
    return event


def _integer(digits: str) -> Union[int, Decimal]:
    try:
        return int(digits)
    except ValueError:  # Python reads no more than some thousand digits into an int
        return Decimal(digits)


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not JSON")
