"""A group's new id: where the old one stands in what is stored, and may not stay."""

from __future__ import annotations

from sqlalchemy import case, delete, exists, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.chat_tables import GROUPS, PEOPLE, PICTURES
from storage.payload import REMOVE
from storage.tables import OUTBOX, REPORTS, OutboxState


async def move_group(connection: AsyncConnection, old: int, new: int) -> None:
    """Everything of the group that is still of use goes on under its new id.

    Messages keep the old one: their numbers mean nothing in the new chat. For the same reason posts forget which
    message they are and what they reply to, and removals are given up: they would hit another message.
    """
    if (await connection.execute(select(exists().where(GROUPS.c.chat_id == old)))).scalar_one():
        await connection.execute(delete(GROUPS).where(GROUPS.c.chat_id == new))
        await connection.execute(update(GROUPS).where(GROUPS.c.chat_id == old).values(chat_id=new))
    for column in (REPORTS.c.chat_id, REPORTS.c.group_id, PEOPLE.c.group_id):
        await connection.execute(update(column.table).where(column == old).values({column.name: new}))
    # nothing can be removed there any more, whatever it looks like
    await connection.execute(update(PICTURES).where(PICTURES.c.chat_id == old).values(due_at=None))
    is_removal = (OUTBOX.c.method == REMOVE) & (OUTBOX.c.state == OutboxState.WAITING.value)
    await connection.execute(
        update(OUTBOX)
        .where(
            OUTBOX.c.chat_id == old,
            OUTBOX.c.state.in_([OutboxState.WAITING.value, OutboxState.SENT.value]),
        )
        .values(
            chat_id=new,
            message_id=None,
            reply_to=None,
            gone_at=None,
            state=case((is_removal, OutboxState.WITHDRAWN.value), else_=OUTBOX.c.state),
        )
    )
