"""a log that only grows: its rows are chained, the database refuses to change or delete them, rows of no report."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.chain import BEFORE_THE_FIRST, CONTENT, hash_of
from storage.columns import UtcDateTime

revision = "0005"
down_revision = "0004"

_AT_ONCE = 1000

_REFUSE_ON_SQLITE = (
    "CREATE TRIGGER response_log_no_update BEFORE UPDATE ON response_log "
    "BEGIN SELECT RAISE(ABORT, 'the response log only grows'); END",
    "CREATE TRIGGER response_log_no_delete BEFORE DELETE ON response_log "
    "BEGIN SELECT RAISE(ABORT, 'the response log only grows'); END",
    # INSERT OR REPLACE deletes without asking the trigger above
    "CREATE TRIGGER response_log_no_replace BEFORE INSERT ON response_log "
    "WHEN EXISTS (SELECT 1 FROM response_log WHERE id = NEW.id) "
    "BEGIN SELECT RAISE(ABORT, 'the response log only grows'); END",
)
_REFUSE_ON_POSTGRESQL = (
    "CREATE FUNCTION response_log_only_grows() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'the response log only grows'; END $$",
    "CREATE TRIGGER response_log_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON response_log "
    "FOR EACH STATEMENT EXECUTE FUNCTION response_log_only_grows()",
)


def upgrade() -> None:
    with op.batch_alter_table("response_log", schema=None) as batch_op:
        batch_op.alter_column("report_id", existing_type=sa.BigInteger(), nullable=True)
        batch_op.add_column(sa.Column("facts", sa.JSON(none_as_null=True), nullable=True))
        batch_op.add_column(sa.Column("previous", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("hash", sa.String(), nullable=True))
    _chain()
    with op.batch_alter_table("response_log", schema=None) as batch_op:
        batch_op.alter_column("previous", existing_type=sa.String(), nullable=False)
        batch_op.alter_column("hash", existing_type=sa.String(), nullable=False)
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in _REFUSE_ON_SQLITE if on_sqlite else _REFUSE_ON_POSTGRESQL:
        op.execute(statement)


def _chain() -> None:
    """Seal what is there already, in its order."""
    others = ("id", *(name for name in CONTENT if name not in {"at", "facts"}), "previous", "hash")
    log = sa.table("response_log", sa.column("at", UtcDateTime), *(sa.column(name) for name in others))
    seal = (
        sa.update(log)
        .where(log.c.id == sa.bindparam("row"))
        .values(previous=sa.bindparam("before"), hash=sa.bindparam("own"))
    )
    connection, previous, last = op.get_bind(), BEFORE_THE_FIRST, 0
    some = sa.select(log).where(log.c.id > sa.bindparam("last")).order_by(log.c.id).limit(_AT_ONCE)
    while rows := connection.execute(some, {"last": last}).all():
        sealed = []
        for row in rows:
            own = hash_of(previous, [*(row._mapping[name] for name in CONTENT if name != "facts"), None])
            sealed.append({"row": row.id, "before": previous, "own": own})
            previous, last = own, row.id
        connection.execute(seal, sealed)
