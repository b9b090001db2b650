"""What services answer, read strictly: it is a stranger's data."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter, ValidationError, model_validator

from bot.core.wording import quoted

MOST_ROWS = 2000
_LONGEST_NUMBER = 100
_LONGEST_ERROR = 200


class Unreadable(ValueError):
    """The answer is none of GeoReport v2."""


def _number(value: object) -> object:
    """Numbers of requests come as texts or as numbers; an empty one is none."""
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    return (value.strip() or None) if isinstance(value, str) else value


def _words(value: object) -> object:
    return value if isinstance(value, str) else ""


_Printable = Annotated[str, Field(max_length=_LONGEST_NUMBER, pattern=r"^[^\x00-\x1f\x7f]+$")]
_Number = Annotated[_Printable | None, BeforeValidator(_number)]
_Words = Annotated[str, BeforeValidator(_words)]


class _Row(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class Receipt(_Row):
    """What a service gives for a report: its own number, or a token to ask for the number with."""

    service_request_id: _Number = None
    token: _Number = None

    @model_validator(mode="after")
    def _one_of_them(self) -> Receipt:
        if self.service_request_id is None and self.token is None:
            raise ValueError("neither a number nor a token")
        return self


class Request(_Row):
    """A report as the service shows it to everybody."""

    service_request_id: _Number = None
    status: _Words = ""
    status_notes: _Words = ""
    description: _Words = ""

    @property
    def is_closed(self) -> bool:
        """Whether nothing more will be done."""
        return self.status.strip().lower() == "closed"


class _Error(_Row):
    code: Any = None
    description: _Words = ""


_RECEIPTS = TypeAdapter(Annotated[list[Receipt], Field(min_length=1, max_length=MOST_ROWS)])
_REQUESTS = TypeAdapter(Annotated[list[Request], Field(max_length=MOST_ROWS)])
_ERRORS = TypeAdapter(Annotated[list[_Error], Field(max_length=100)])


def receipt(body: bytes) -> Receipt:
    """What was given for a report. Raises Unreadable."""
    try:
        return _RECEIPTS.validate_json(body)[0]
    except ValidationError:
        raise Unreadable("no receipt") from None


def requests(body: bytes) -> list[Request]:
    """Reports that the service shows. Raises Unreadable."""
    try:
        return _REQUESTS.validate_json(body)
    except ValidationError:
        raise Unreadable("no list of requests") from None


def error(body: bytes) -> str:
    """What an array of errors says, in a line; empty where it is none."""
    try:
        rows = _ERRORS.validate_json(body)
    except ValidationError:
        return ""
    return quoted(" ".join("; ".join(row.description for row in rows if row.description).split()), _LONGEST_ERROR)
