"""The front door: who is speaking, and what did they say. Nothing is read from a body whose signature is wrong."""

import hashlib
import hmac
from typing import Any

import orjson
from yarl import URL

from adapters.slack import limits
from adapters.slack.parse import Malformed


def genuine(secret: bytes, body: bytes, stamp: str, signature: str, now: float) -> bool:
    """Whether Slack signed exactly these bytes, within five minutes of now (Unix seconds).

    Source: "Verifying requests from Slack". Headers hold whatever somebody likes, so neither is trusted to be a number
    or even ASCII; Bolt's own check answers those with a traceback.
    """
    if not (stamp.isdecimal() and len(stamp) < 16 and signature.isascii()):
        return False
    if abs(now - int(stamp)) > limits.SIGNATURE_SECONDS:
        return False
    expected = hmac.digest(secret, b"v0:%b:%b" % (stamp.encode(), body), hashlib.sha256).hex()
    return hmac.compare_digest(f"v0={expected}", signature)


def asks_for_certificate(body: bytes) -> bool:
    """Whether this is Slack looking at our certificate (`ssl_check`): it is not signed, and wants a 200 and no more."""
    return body.startswith(b"ssl_check=1") or b"&ssl_check=1" in body


def read(body: bytes) -> dict[str, Any]:
    """The JSON that Slack sends, bare or in a form's `payload`; a form without one (a slash command) as its fields.

    Raises Malformed.
    """
    try:
        if body.startswith(b"{"):
            return _object(body)
        # yarl decodes a form fifteen times as fast as urllib, and every click is one.
        form = URL.build(query_string=body.decode(), encoded=True).query
        payload = form.get("payload")
        return dict(form) if payload is None else _object(payload)
    except ValueError as broken:
        raise Malformed(type(broken).__name__) from None


def _object(text: str | bytes) -> dict[str, Any]:
    found: object = orjson.loads(text)
    if not isinstance(found, dict):
        raise Malformed("not an object")
    return found  # pyright: ignore[reportUnknownVariableType] -- JSON's keys are strings
