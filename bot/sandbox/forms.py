"""The bodies of requests, read without help: forms, multipart forms, JSON."""

from __future__ import annotations

import json
from email import policy
from email.parser import BytesParser
from typing import Any
from urllib.parse import parse_qsl


def read_body(body: bytes, content_type: str) -> dict[str, Any]:
    """A request's parameters; a file is ``(name, bytes, type)``. Raises ValueError for what cannot be read."""
    kind = content_type.partition(";")[0].strip().lower()
    if not body:
        return {}
    if kind == "application/json":
        given = json.loads(body)
        if not isinstance(given, dict):
            raise ValueError("an object is expected")
        return given
    if kind == "multipart/form-data":
        return _read_multipart(body, content_type)
    return dict(parse_qsl(body.decode(), keep_blank_values=True))


def _read_multipart(body: bytes, content_type: str) -> dict[str, Any]:
    head = f"Content-Type: {content_type}\r\nMIME-Version: 1.0\r\n\r\n".encode()
    given: dict[str, Any] = {}
    for part in BytesParser(policy=policy.HTTP).parsebytes(head + body).iter_parts():
        name = part.get_param("name", header="content-disposition")
        data = part.get_payload(decode=True)
        if not isinstance(name, str) or not isinstance(data, bytes):
            raise ValueError("a part of the form has no name")
        file_name = part.get_filename()
        given[name] = data.decode() if file_name is None else (file_name, data, part.get_content_type())
    return given
