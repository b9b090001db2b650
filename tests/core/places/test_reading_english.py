"""Places in English: (text, street, number, cross street)."""

from __future__ import annotations

import pytest

from bot.core.places import read_place
from tests.core.places.rules_of_places import streets_and_landmarks

RULES = streets_and_landmarks()

Case = tuple[str, str | None, str | None, str | None]

PLACES: list[Case] = [
    ("the students at 17 Alma Terrace are loud", "Alma Terrace", "17", None),
    ("gas smell, 22 Harbour St, please", "Harbour Street", "22", None),
    ("stolen off my porch at 412 Alder Street yesterday around 3", "Alder Street", "412", None),
    ("car into the bus shelter on Station Road by the shop", "Station Road", None, None),
    ("van crawling up and down Beechwood Avenue for twenty minutes", "Beechwood Avenue", None, None),
    ("two men kicking my door in, 31 larch grove", "Larch Grove", "31", None),
    ("fight on station road right now", "Station Road", None, None),
    ("fire at 9 cobb st", "Cobb Street", "9", None),
    ("cones outside 58 Wickham Road", "Wickham Road", "58", None),
    ("Mr Doyle of 4 Weir Terrace", "Weir Terrace", "4", None),
    ("parked across 3 Fuller Place again", "Fuller Place", "3", None),
    ("a garage on Delaney Court", "Delaney Court", None, None),
    ("my ex is outside, 14 Mill Lane", "Mill Lane", "14", None),
    ("Flat 4, 17 Alma Terrace", "Alma Terrace", "17", None),
    ("17B Alma Terrace", "Alma Terrace", "17B", None),
    ("12-14 High Street", "High Street", "12-14", None),
    ("number 9 Cobb Street", "Cobb Street", "9", None),
    ("King's Road 12", "King's Road", "12", None),
    ("shots near 5th Ave", "5th Avenue", None, None),
    ("1200 5th Avenue", "5th Avenue", "1200", None),
    ("break-in on St James Road", "St James Road", None, None),
    ("SOMEONE IS BREAKING INTO 14 MILL LANE", "Mill Lane", "14", None),
    ("outside Paseo de la Reforma 222", "Paseo de la Reforma", "222", None),
    ("a man is down at Rio Lerma 20", "Río Lerma", "20", None),
    ("corner of Río Nilo and Río Lerma", "Río Nilo", None, "Río Lerma"),
    ("at the corner of Elm Street and Oak Avenue", "Elm Street", None, "Oak Avenue"),
    ("Elm St & Oak Ave, two cars crashed", "Elm Street", None, "Oak Avenue"),
    ("Elm Street near Oak Avenue", "Elm Street", None, "Oak Avenue"),
    ("Río Sena between Río Lerma and Río Pánuco", "Río Sena", None, "Río Lerma"),
    ("junction of Mill Lane and Station Road", "Mill Lane", None, "Station Road"),
    ("forcing the shutters at 202 Naranjo", "Naranjo", "202", None),
    ("1520 N Maple Street", "N Maple Street", "1520", None),
    ("at Abbey Street Lower", "Abbey Street Lower", None, None),
    ("shots fired 2200 Martin Luther King Blvd", "Martin Luther King Boulevard", "2200", None),
    ("opposite 19 Rowan Court", "Rowan Court", "19", None),
    ("Tower Court, outside no. 12", "Tower Court", "12", None),
    ("screaming from 41B Linden Gardens", "Linden Gardens", "41B", None),
    ("burst main on lower park road", "Lower Park Road", None, None),
    ("Burst pipe corner Washington St and 3rd Ave", "Washington Street", None, "3rd Avenue"),
    ("he ran off towards Station Road", None, None, None),
    ("mugged on Mill Lane, he ran off towards Station Road", "Mill Lane", None, None),
]

NO_PLACE: list[Case] = [
    ("kids playing on the road", None, None, None),
    ("the whole street is dark", None, None, None),
    ("parked in the bus lane", None, None, None),
    ("by the way, thanks", None, None, None),
    ("on my way", None, None, None),
    ("the tennis court lights", None, None, None),
    ("unit 7 is on the way", None, None, None),
    ("back in 10 minutes", None, None, None),
    ("third weekend in a row", None, None, None),
    ("this is a safe place", None, None, None),
    ("a quiet residential street", None, None, None),
    ("join us at Grace Chapel", None, None, None),
    ("happy Friday! 3 days off", None, None, None),
]

NO_HOUSE_NUMBER: list[Case] = [
    ("at 9 on Cobb Street someone screamed", "Cobb Street", None, None),
    ("flat 3, Mill Lane", "Mill Lane", None, None),
    ("2 men on Mill Lane", "Mill Lane", None, None),
    ("since 10pm on Mill Lane", "Mill Lane", None, None),
    ("plate 7KX 412 on Mill Lane", "Mill Lane", None, None),
]


@pytest.mark.parametrize(("text", "street", "number", "cross"), PLACES + NO_PLACE + NO_HOUSE_NUMBER)
def test_a_place_is_read_as_it_is_properly_written(
    text: str, street: str | None, number: str | None, cross: str | None
) -> None:
    place = read_place(text, RULES)
    assert (place.street, place.number, place.cross_street) == (street, number, cross)
