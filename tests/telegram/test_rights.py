from __future__ import annotations

from typing import Any

from bot.telegram.client import make_bot
from bot.telegram.rights import ALL_RIGHTS, GroupRights, check_groups, rights_of
from tests.telegram.bot_api_stub import ME, TOKEN, Refused
from tests.telegram.samples import ADMINISTRATOR, ANA, BOT, CHAT, GROUP

MEMBER = {"status": "member", "user": BOT}


def telegram(me: dict[str, Any] = ME, member: dict[str, Any] = ADMINISTRATOR, **refuse: Exception) -> Any:
    def call(method: str, params: dict[str, Any]) -> Any:
        if method in refuse:
            raise refuse[method]
        match method:
            case "getMe":
                return me
            case "getChat":
                if params["chat_id"] == -77:
                    raise Refused(400, "upgraded", {"migrate_to_chat_id": GROUP})
                return {**CHAT, "is_forum": True}
            case "getChatMember":
                assert params["user_id"] == ME["id"]
                return member
        return [ADMINISTRATOR, {"status": "creator", "user": ANA, "is_anonymous": False}]

    return make_bot(TOKEN, call=call)


async def test_a_group_where_the_bot_is_administrator_is_described() -> None:
    assert await check_groups(telegram(), [GROUP]) == [
        GroupRights(
            chat_id=GROUP,
            title="Vecinos de la Cuauhtémoc",
            status="administrator",
            rights=frozenset({"delete", "restrict", "write", "read_all"}),
            administrators=frozenset({1001}),
            is_forum=True,
        )
    ]


async def test_a_plain_member_hears_all_only_when_its_privacy_mode_is_off() -> None:
    [deaf] = await check_groups(telegram(member=MEMBER), [GROUP])
    assert deaf.rights == {"write"}
    [hearing] = await check_groups(telegram({**ME, "can_read_all_group_messages": True}, MEMBER), [GROUP])
    assert hearing.rights == {"write", "read_all"}


async def test_a_group_that_has_moved_is_described_under_its_new_id() -> None:
    [moved] = await check_groups(telegram(), [-77])
    assert (moved.chat_id, moved.new_chat_id, moved.status) == (-77, GROUP, "administrator")


async def test_what_stands_in_the_way_is_named_for_each_group() -> None:
    cases = {
        "unknown": telegram(getChat=Refused(400, "Bad Request: chat not found")),
        "not_member": telegram(getChat=Refused(403, "Forbidden: bot was kicked from the supergroup chat")),
        "unreachable": telegram(getChat=Refused(502, "Bad Gateway")),
    }
    for problem, bot in cases.items():
        assert [group.problem for group in await check_groups(bot, [GROUP, -5])] == [problem] * 2
    [left] = await check_groups(telegram(member={"status": "left", "user": BOT}), [GROUP])
    assert (left.problem, left.rights) == ("not_member", frozenset())
    [silent] = await check_groups(telegram(getMe=Refused(502, "Bad Gateway")), [GROUP])
    assert silent.problem == "unreachable"


async def test_an_answer_that_is_not_telegrams_does_not_end_the_start() -> None:
    [odd] = await check_groups(telegram(member={"no": "status"}), [GROUP])
    assert odd.problem == "unreachable"


async def test_administrators_that_may_not_be_asked_for_are_unknown_and_the_rest_is_known() -> None:
    [group] = await check_groups(telegram(getChatAdministrators=Refused(400, "CHAT_ADMIN_REQUIRED")), [GROUP])
    assert (group.administrators, group.problem) == (None, None)


def test_rights_follow_the_standing() -> None:
    assert rights_of({"status": "creator"}) == ALL_RIGHTS
    assert rights_of({"status": "restricted", "can_send_messages": False}, hears_all=True) == {"read_all"}
    assert rights_of({"status": "restricted", "can_send_messages": True}) == {"write"}
    assert rights_of({"status": "restricted", "is_member": False, "can_send_messages": True}) == frozenset()
    assert rights_of({"status": "kicked"}) == frozenset()
