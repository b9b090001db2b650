"""What follows from what was seen in a picture of the group."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.core import screening
from bot.core.breaches.pictures import Looked, on_looked
from bot.core.effects import KeepPicture, LookAt, SaveMessage, Send
from bot.core.model.incoming import Attachment, Message
from bot.core.model.kinds import Kind, PictureKind, Reason, Verdict
from bot.core.model.meaning import Judgement, Picture, Said
from bot.core.outgoing import Remove
from bot.core.rules.model import Rules
from bot.core.screening.pictures import SETTLING
from tests.builders import ANA, JUAREZ, ROSA
from tests.conversation import Conversation
from tests.rules_for_tests import CUAUHTEMOC

MEME = Picture(kind=PictureKind.MEME, certainty=0.8, evidence=("caption-band",), fingerprint=0x0F0F_3333_5A5A_7171)
PHOTOGRAPH = replace(MEME, kind=PictureKind.PHOTOGRAPH, certainty=1.0, evidence=())


@pytest.fixture(autouse=True)
def called_memes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Captions with "ver" in them are called memes without a word that says so; all else passes."""

    def judge(said: Said, rules: Rules) -> Judgement:
        if "ver" in said.text:
            return Judgement(verdict=Verdict.REJECT, rule="topics.meme", reason=Reason.MEME, certainty=0.9)
        return Judgement(verdict=Verdict.PASS, rule="media.photo", understood=bool(said.text))

    monkeypatch.setattr(screening, "judge", judge)


def sends(talk: Conversation, author: Any = ANA, text: str = "", **fields: Any) -> tuple[Message, list[LookAt]]:
    """A photo comes in; which pictures are to be looked at for it."""
    from tests.builders import an_incoming

    message = an_incoming(text, author, kind=Kind.PHOTO, sent_at=talk.now, **fields)
    decision = talk.takes(message)
    return message, [effect for effect in decision.effects if isinstance(effect, LookAt)]


def looked(talk: Conversation, message: Message, picture: Picture | None) -> list[Any]:
    assert message.attachment is not None
    event = Looked(
        chat_id=CUAUHTEMOC,
        message_id=message.message_id,
        person_id=message.author.id,
        album=message.album,
        file_id=message.attachment.file_id,
        picture=picture,
    )
    effects = list(on_looked(event, talk.scene))
    talk._record(effects)
    return effects


def removed(effects: list[Any]) -> bool:
    return any(isinstance(each, Send) and isinstance(each.outgoing.action, Remove) for each in effects)


def test_a_bare_picture_is_left_alone_for_some_seconds() -> None:
    talk = Conversation()
    _, [wish] = sends(talk)
    assert wish.due_at == talk.now + SETTLING


@pytest.mark.parametrize("author", [ROSA, JUAREZ])
def test_who_is_not_moderated_is_not_looked_at(author: Any) -> None:
    assert sends(Conversation(), author)[1] == []


def test_what_is_called_a_meme_without_a_word_for_it_waits_for_its_picture_and_for_nothing_else() -> None:
    talk = Conversation()
    message, [wish] = sends(talk, text="a ver")
    assert wish.due_at == talk.now
    assert not talk.did(Remove)
    effects = looked(talk, message, PHOTOGRAPH)
    assert not removed(effects)
    [saved] = [effect.seen for effect in effects if isinstance(effect, SaveMessage)]
    assert (saved.verdict, saved.rule) == (Verdict.PASS, "pass.photograph")


@pytest.mark.parametrize("picture", [MEME, None], ids=["a meme", "not readable"])
def test_it_goes_when_the_picture_says_so_or_cannot_be_read(picture: Picture | None) -> None:
    talk = Conversation()
    message, _ = sends(talk, text="a ver")
    assert removed(looked(talk, message, picture))


def test_a_bare_picture_that_cannot_be_read_stays() -> None:
    talk = Conversation()
    message, _ = sends(talk)
    effects = looked(talk, message, None)
    assert not removed(effects)
    assert isinstance(effects[0], KeepPicture)


def test_what_was_seen_of_a_picture_that_was_replaced_meanwhile_counts_for_nothing() -> None:
    talk = Conversation()
    message, _ = sends(talk)
    talk.edits(message, "", attachment=Attachment(Kind.PHOTO, "another"))
    assert looked(talk, message, MEME) == []


def test_what_is_too_old_to_be_deleted_stays() -> None:
    talk = Conversation()
    message, _ = sends(talk)
    talk.now += timedelta(hours=49)
    assert not removed(looked(talk, message, MEME))


def test_a_breach_by_sight_counts_once_and_is_told_with_the_button_for_help() -> None:
    talk = Conversation()
    message, _ = sends(talk)
    assert removed(looked(talk, message, MEME))
    assert not removed(looked(talk, message, MEME))
    assert len(talk.world.strikes[CUAUHTEMOC, ANA.id]) == 1
    [notice] = [post for post in talk.posts(ANA.id) if "topics.meme" in post.text]
    assert notice.buttons
