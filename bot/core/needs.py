"""What has to be loaded before a batch can be decided: the chats, people, messages and reports that it is about."""

from __future__ import annotations

from collections.abc import Iterable

from bot.core import buttons
from bot.core.command_words import folio_asked, link_word, parse
from bot.core.model.incoming import Incoming, Membership, Message, Migration, Tap
from bot.core.roster.model import SECRET, hash_of
from bot.core.world import Needs


def needs_of(batch: Iterable[Incoming]) -> Needs:
    """What has to be loaded before these can be decided."""
    needs = Needs()
    for incoming in batch:
        match incoming:
            case Message():
                needs.chats.add(incoming.chat_id)
                needs.people.add(incoming.author.id)
                needs.messages.add((incoming.chat_id, incoming.message_id))
                if incoming.reply_to is not None:
                    needs.messages.add((incoming.chat_id, incoming.reply_to))
                if (word := link_word(incoming.text)) is not None:
                    needs.invitations.add(hash_of(word))
                if (command := parse(incoming.text)) is not None and command[0] == "invite":
                    needs.notes.add(SECRET)
                needs.promises |= command is not None and command[0] == "agreed"
                if (report_id := folio_asked(incoming.text)) is not None:
                    needs.reports.add(report_id)
                if incoming.album is not None:
                    needs.albums.add(incoming.album)
            case Tap():
                needs.people.add(incoming.person.id)
                if incoming.chat_id is not None and incoming.message_id is not None:
                    needs.messages.add((incoming.chat_id, incoming.message_id))
                buttons.add_needs(incoming.data, incoming.person.id, needs)
            case Membership():
                needs.chats.add(incoming.chat_id)
                needs.people.add(incoming.person.id)
            case Migration():
                needs.chats.add(incoming.chat_id)
            case _:
                pass
    return needs
