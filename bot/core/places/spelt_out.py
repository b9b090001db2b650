"""House numbers in words after "number", "número": "number forty-five", "número ciento veinte", put into figures."""

from __future__ import annotations

import re

_UNITS = {
    word: value
    for value, words in enumerate(
        (
            "", "one uno un", "two dos", "three tres", "four cuatro", "five cinco", "six seis", "seven siete",
            "eight ocho", "nine nueve", "ten diez", "eleven once", "twelve doce", "thirteen trece", "fourteen catorce",
            "fifteen quince", "sixteen dieciseis dieciséis", "seventeen diecisiete", "eighteen dieciocho",
            "nineteen diecinueve",
        )
    )
    for word in words.split()
} | {
    word: 21 + place
    for place, word in enumerate(
        (
            "veintiuno", "veintidos", "veintitres", "veinticuatro", "veinticinco", "veintiseis", "veintisiete",
            "veintiocho", "veintinueve",
        )
    )
}  # fmt: skip
_TENS = {
    word: value * 10
    for value, words in enumerate(
        ("", "", "twenty veinte", "thirty treinta", "forty fourty cuarenta", "fifty cincuenta", "sixty sesenta",
         "seventy setenta", "eighty ochenta", "ninety noventa")
    )
    for word in words.split()
}  # fmt: skip
_HUNDREDS = {
    "cien": 100, "ciento": 100, "doscientos": 200, "trescientos": 300, "cuatrocientos": 400, "quinientos": 500,
    "seiscientos": 600, "setecientos": 700, "ochocientos": 800, "novecientos": 900,
}  # fmt: skip
_VALUES = _UNITS | _TENS | _HUNDREDS
_WORD = "|".join(sorted((*_VALUES, "hundred"), key=len, reverse=True))
_NUMBER = re.compile(
    rf"\b(number|numero|número|nr|núm|num)\.?\s+((?:{_WORD})(?:(?:[\s-]+(?:and|y)[\s-]+|[\s-]+)(?:{_WORD})){{0,4}})\b",
    re.IGNORECASE,
)
_MARKS = ("num", "núm", "nr")


def in_figures(text: str) -> str:
    """The text with such numbers in figures; as it was where there are none."""
    lower = text.lower()
    if not any(mark in lower for mark in _MARKS):
        return text
    return _NUMBER.sub(lambda match: f"{match[1]} {_value(match[2].lower())}", text)


def _value(words: str) -> int:
    """For instance "one hundred and twenty", and "one forty-five", as people call the house 145."""
    total = 0
    before = ""
    for word in re.split(r"[\s-]+", words):
        if word in ("and", "y"):
            continue
        if word == "hundred":
            total = max(total, 1) * 100
        elif word in _TENS and 0 < total < 10:
            total = total * 100 + _TENS[word]
        elif word in _UNITS and before in _UNITS and _UNITS[word] < 10:  # "number four five"
            total = total * 10 + _UNITS[word]
        else:
            total += _VALUES[word]
        before = word
    return total
