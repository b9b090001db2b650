"""The files that the program makes: what each kind of name in `Say.made` is made by."""

from __future__ import annotations

from collections.abc import Mapping

from bot.core.made_file import MadeFile, Make


def maker(kinds: Mapping[str, Make]) -> Make:
    """Makes what is named ``kind:of what`` by asking the one who makes that kind for ``of what``."""

    async def make(reference: str) -> MadeFile | None:
        kind, _, of_what = reference.partition(":")
        known = kinds.get(kind)
        return await known(of_what) if known is not None else None

    return make
