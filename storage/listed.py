"""Conditions on lists, in statements that are the same for lists of any length: built once, they serve every batch."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Dialect, Select, Table, Text, bindparam, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator, TypeEngine

from bot.core.world import MessageId
from storage.columns import Prose, storable, to_json

Ids = Select[tuple[int]]


class within(FunctionElement[Any]):  # noqa: N801 - read as an operator: ``within(table.c.id, "ids")``
    """Whether the column's value is in the list that the statement is given under this name.

    It does not say that it is a Boolean: SQLAlchemy would compare it with 1 on SQLite, and no index serves that.
    """

    inherit_cache = True

    def __init__(self, column: ColumnElement[Any], name: str) -> None:
        super().__init__(column, bindparam(name, type_=_List(texts=isinstance(column.type, Prose))))


class _List(TypeDecorator[Collection[Any]]):
    """Numbers or texts as one parameter: an array, or JSON where there are no arrays."""

    impl = Text
    cache_ok = True

    def __init__(self, *, texts: bool) -> None:
        super().__init__()
        self.texts = texts

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return Text() if dialect.name == "sqlite" else ARRAY(Text() if self.texts else BigInteger())

    def process_bind_param(self, value: Collection[Any] | None, dialect: Dialect) -> Any:
        values = list(value or ())
        if dialect.name == "sqlite":
            return to_json(values)
        return list(map(storable, values)) if self.texts else values


@compiles(within, "sqlite")
def _in_json(element: within, compiler: SQLCompiler, **options: Any) -> str:
    column, values = (compiler.process(each, **options) for each in element.clauses)
    return f"{column} IN (SELECT value FROM json_each({values}))"  # noqa: S608 - a column's name and a parameter's


@compiles(within, "postgresql")
def _in_array(element: within, compiler: SQLCompiler, **options: Any) -> str:
    column, values = (compiler.process(each, **options) for each in element.clauses)
    return f"{column} = ANY ({values})"


def at_places(query: Select[Any], table: Table) -> Select[Any]:
    """Those that stand at one of these numbers in one of these chats: for a list of pairs SQLite reads everything."""
    return query.where(within(table.c.chat_id, "chats"), within(table.c.message_id, "numbers"))


def by_chat_and_number(places: Collection[MessageId]) -> dict[str, set[int]]:
    """The parameters of such a statement. It finds too much: what stands at the pairs themselves is to be picked."""
    return {"chats": {chat_id for chat_id, _ in places}, "numbers": {number for _, number in places}}


def whole(query: Ids) -> Ids:
    """The query with its order and limit, fit to be a part of a union."""
    return select(*query.subquery().c)
