"""What the sandbox says is what python-telegram-bot understands, and the other way round."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from telegram import (
    Bot,
    ChatPermissions,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    ReplyParameters,
    Update,
)
from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter

from bot.sandbox.clock import VirtualClock
from bot.sandbox.contents import KINDS
from bot.sandbox.server import SandboxTelegram
from bot.telegram.in_process import InProcessRequest

ANA, ROSA, STRANGER, GROUP = 2001, 1001, 9009, -1001
NOW = datetime(2019, 1, 13, 2, 50, tzinfo=UTC)


@pytest.fixture
def telegram() -> SandboxTelegram:
    telegram = SandboxTelegram(VirtualClock(NOW))
    telegram.add_person(ANA, "Ana", started=True)
    telegram.add_person(ROSA, "Rosa")
    telegram.add_group(GROUP, "Vecinos", administrators=[ROSA])
    return telegram


@pytest.fixture
async def bot(telegram: SandboxTelegram) -> AsyncIterator[Bot]:
    request = InProcessRequest(telegram.call)
    async with Bot("1:sandbox", request=request, get_updates_request=request) as bot:
        yield bot


async def test_every_kind_of_message_and_every_deed_is_an_update_that_it_can_read(
    bot: Bot, telegram: SandboxTelegram
) -> None:
    for kind in KINDS:
        telegram.say(ANA, GROUP, "hola a todos, miren https://example.org", kind=kind, forwarded=True, album="a")
    telegram.call("getUpdates", {"allowed_updates": ["message", "edited_message", *_OTHERS]})
    said = telegram.say(ANA, GROUP, "hola")
    telegram.edit(GROUP, said.id, "adiós")
    telegram.pin_message(ROSA, GROUP, said.id)
    telegram.react(ANA, GROUP, said.id, "👍")
    telegram.forge_tap(ANA, "x", GROUP, said.id)
    telegram.forge_tap(ANA, "x", GROUP, 999)
    telegram.leave(ANA, GROUP)
    telegram.join(ANA, GROUP)
    telegram.promote(telegram.me, GROUP, by=ROSA)
    telegram.block_bot(ANA)
    telegram.migrate(GROUP, -1002)
    raws = telegram.call("getUpdates", {})
    updates = [Update.de_json(raw, bot) for raw in raws]
    assert len(updates) > len(KINDS) + 10
    assert [update.api_kwargs for update in updates if update.api_kwargs] == []


_OTHERS = ["callback_query", "message_reaction", "my_chat_member", "chat_member"]


async def test_what_it_sends_arrives(bot: Bot, telegram: SandboxTelegram) -> None:
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Enterado", callback_data="r:1:ack")]])
    said = telegram.say(ANA, GROUP, "hola")
    sent = await bot.send_message(
        GROUP, "<b>hola</b>", parse_mode="HTML", reply_markup=keyboard, reply_parameters=ReplyParameters(said.id)
    )
    assert sent.reply_to_message is not None
    assert sent.reply_to_message.message_id == said.id
    edited = await bot.edit_message_text("adiós", GROUP, sent.message_id)
    assert isinstance(edited, type(sent))
    assert edited.reply_markup is None
    photo = await bot.send_photo(ANA, b"jpeg bytes", caption="mira")
    file = await bot.get_file(photo.photo[-1].file_id)
    assert bytes(await file.download_as_bytearray()) == b"jpeg bytes"
    album = [InputMediaPhoto(photo.photo[-1].file_id), InputMediaPhoto(b"other")]
    assert len(await bot.send_media_group(ANA, album, caption="dos")) == 2
    await bot.send_location(ANA, 19.4, -99.1)
    await bot.send_venue(ANA, 19.4, -99.1, "Ángel", "Reforma")
    await bot.send_poll(ANA, "¿?", ["sí", "no"])
    await bot.send_dice(ANA)
    await bot.send_contact(ANA, "+52", "Juan")
    assert (await bot.copy_message(ANA, GROUP, said.id)).message_id
    assert (await bot.forward_message(ANA, GROUP, said.id)).forward_origin is not None
    assert await bot.delete_messages(GROUP, [said.id])
    assert await bot.set_my_commands([("porque", "por qué")])


async def test_what_it_asks_is_answered(bot: Bot, telegram: SandboxTelegram) -> None:
    assert (await bot.get_chat(GROUP)).title == "Vecinos"
    assert {admin.user.id for admin in await bot.get_chat_administrators(GROUP)} == {ROSA, telegram.me.id}
    nothing, everything = ChatPermissions.no_permissions(), ChatPermissions.all_permissions()
    await bot.restrict_chat_member(GROUP, ANA, nothing, until_date=NOW + timedelta(hours=1))
    assert (await bot.get_chat_member(GROUP, ANA)).status == "restricted"
    await bot.restrict_chat_member(GROUP, ANA, everything)
    assert (await bot.get_chat_member(GROUP, ANA)).status == "member"
    await bot.ban_chat_member(GROUP, ANA)
    assert (await bot.get_chat_member(GROUP, ANA)).status == "kicked"
    await bot.unban_chat_member(GROUP, ANA, only_if_banned=True)
    assert (await bot.get_chat_member(GROUP, ANA)).status == "left"
    assert (await bot.export_chat_invite_link(GROUP)).startswith("https://t.me/")
    assert (await bot.create_chat_invite_link(GROUP)).creator.id == telegram.me.id
    assert (await bot.get_webhook_info()).url == ""


async def test_refusals_become_its_exceptions(bot: Bot, telegram: SandboxTelegram) -> None:
    with pytest.raises(Forbidden, match="can't initiate"):
        await bot.send_message(ROSA, "hola")
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(STRANGER, "hola")
    telegram.add_group(-500, "Grupo", kind="group")
    telegram.migrate(-500, -100500)
    with pytest.raises(ChatMigrated) as moved:
        await bot.send_message(-500, "hola")
    assert moved.value.new_chat_id == -100500


async def test_floods_become_its_exceptions() -> None:
    telegram = SandboxTelegram(VirtualClock(NOW), flood_limits=True)
    telegram.add_person(ANA, "Ana", started=True)
    request = InProcessRequest(telegram.call)
    async with Bot("1:sandbox", request=request, get_updates_request=request) as bot:
        await bot.send_message(ANA, "uno")
        with pytest.raises(RetryAfter):
            await bot.send_message(ANA, "dos")
