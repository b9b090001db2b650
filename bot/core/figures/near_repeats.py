"""Whether incidents come near one another in space and time more often than chance brings them: Knox's test of 1964.

Pairs within so many metres and so many days are counted, and counted again after the dates were dealt out anew among
the places, many times over. That keeps where and when things happen as they are, and breaks only what ties the two
together. How the dates are dealt comes from the data themselves, so that the same data always give the same answer.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from bot.core.places.distances import METRES_A_DEGREE

if TYPE_CHECKING:
    from bot.core.figures.incidents import Incident

METRES = (100, 200)
DAYS = (7, 14)
"""The bands, each from nothing up to and with its bound. The widest is the one that is tested; the others describe."""
FEWEST_INCIDENTS = 20
FEWEST_EXPECTED_PAIRS = 1.0
SIGNIFICANT = 0.05
SIMULATIONS = 999

Numbers = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
Pairs = npt.NDArray[np.int32]
_AT_ONCE = 1 << 16  # pairs: what is counted of them at once stays near the processor


class Evidence(StrEnum):
    """What the test allows to say."""

    TOO_FEW = "too_few"  # nothing can be said, either way
    NONE = "none"  # no more pairs than chance would bring
    SOME = "some"


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """Pairs at most that far and that many days apart, and how many chance would bring on average."""

    metres: int
    days: int
    observed: int
    expected: float
    p: float

    @property
    def ratio(self) -> float | None:
        """How many times as many as by chance; None where chance brings none."""
        return self.observed / self.expected if self.expected else None


@dataclass(frozen=True, slots=True, kw_only=True)
class NearRepeats:
    """The outcome of the test, over ``n`` incidents; ``missing`` more said no place that can be compared.

    ``pointed``: of the n, those with a point on the map; the others can only be at the very same address or corner.
    ``tested`` is the widest band, on which alone ``evidence`` rests.
    """

    n: int
    missing: int
    pointed: int
    bands: tuple[Band, ...]
    evidence: Evidence

    @property
    def tested(self) -> Band:
        """The band named before looking: with several looked at, one below 0.05 means little."""
        return self.bands[-1]


def near_repeats(incidents: Sequence[Incident], simulations: int = SIMULATIONS) -> NearRepeats:
    """The Knox test of these incidents, by their local days."""
    used = sorted((each for each in incidents if each.located), key=_in_words)
    days = np.array([each.at.date().toordinal() for each in used], dtype=np.int64)
    bands = _knox(_near_pairs(used), days, simulations, _seed(used))
    return NearRepeats(
        n=len(used),
        missing=len(incidents) - len(used),
        pointed=sum(each.point is not None for each in used),
        bands=bands,
        evidence=_evidence(len(used), bands[-1]),
    )


def _evidence(n: int, band: Band) -> Evidence:
    if n < FEWEST_INCIDENTS or band.expected < FEWEST_EXPECTED_PAIRS:
        return Evidence.TOO_FEW
    return Evidence.SOME if band.p <= SIGNIFICANT else Evidence.NONE


def _near_pairs(used: Sequence[Incident]) -> list[Pairs]:
    """The pairs (two rows of places in the sequence) within each band's distance and beyond the one before."""
    spots = {spot: number for number, spot in enumerate({each.spot: None for each in used if each.spot})}
    names = np.array([spots.get(each.spot or "", -1) for each in used], dtype=np.int64)
    east, north = _metres(used)
    order = np.argsort(north, kind="stable")  # not a number comes last: no point, no distance
    known = int(np.sum(~np.isnan(north)))
    until = np.searchsorted(north[order[:known]], north[order[:known]] + METRES[-1] + 1, "right")
    found: list[list[Pairs]] = [[_at_one_spot(names)], *([np.zeros((2, 0), np.int32)] for _ in METRES[1:])]
    for at in range(known):  # only with those not too far north
        one, others = order[at], order[at + 1 : until[at]]
        far = np.hypot(east[others] - east[one], north[others] - north[one])
        elsewhere = (names[others] != names[one]) | (names[one] < 0)  # one address is one place, whatever its pins say
        nearer = -1.0
        for band, reach in enumerate(METRES):
            near = others[elsewhere & (far > nearer) & (far <= reach)]
            found[band].append(np.stack((np.full(len(near), one), near)).astype(np.int32))
            nearer = reach
    return [np.concatenate(each, axis=1) for each in found]


def _at_one_spot(names: Whole) -> Pairs:
    """The pairs of those of one name."""
    order = np.argsort(names, kind="stable")
    ends = np.searchsorted(names[order], names[order], "right")
    later = [order[at + 1 : ends[at]] for at in range(len(order)) if names[order[at]] >= 0]
    first = np.repeat(order[len(order) - len(later) :], [len(each) for each in later])
    return np.stack((first, np.concatenate([*later, first[:0]]))).astype(np.int32)


def _metres(used: Sequence[Incident]) -> tuple[Numbers, Numbers]:
    """East and north in metres on a plane that touches the earth in their midst; not a number without a point."""
    nowhere = float("nan")
    latitudes = np.array([each.point.latitude if each.point else nowhere for each in used])
    longitudes = np.array([each.point.longitude if each.point else nowhere for each in used])
    if np.isnan(latitudes).all():
        return longitudes, latitudes
    east = longitudes * METRES_A_DEGREE * np.cos(np.radians(np.nanmean(latitudes)))
    return east, latitudes * METRES_A_DEGREE


def _knox(near: Sequence[Pairs], days: Whole, simulations: int, seed: int) -> tuple[Band, ...]:
    dates = (days - days.min()).astype(np.int32) if len(days) else days.astype(np.int32)
    observed = _counts(near, dates)
    reached = np.zeros_like(observed)
    dealer = np.random.PCG64(seed)
    for _ in range(simulations):
        dealt = np.argsort(dealer.random_raw(len(days)), kind="stable") if len(days) else days
        reached += _counts(near, dates[dealt]) >= observed
    expected = _expected(np.cumsum([pairs.shape[1] for pairs in near]), days)
    return tuple(
        Band(
            metres=reach,
            days=span,
            observed=int(observed[row, column]),
            expected=float(expected[row, column]),
            p=(1 + int(reached[row, column])) / (1 + simulations),
        )
        for row, reach in enumerate(METRES)
        for column, span in enumerate(DAYS)
    )


def _counts(near: Sequence[Pairs], dates: Pairs) -> Whole:
    """How many pairs lie in each band: a row for each distance, a column for each time."""
    found = np.zeros((len(METRES), len(DAYS)), dtype=np.int64)
    for row, pairs in enumerate(near):
        for first in range(0, pairs.shape[1], _AT_ONCE):
            one, other = pairs[:, first : first + _AT_ONCE]
            apart = np.abs(dates[one] - dates[other])
            found[row] += [np.count_nonzero(apart <= span) for span in DAYS]
    return np.cumsum(found, axis=0)


def _expected(near: Whole, days: Whole) -> Numbers:
    """The mean over all ways to deal the dates out: each pair of places is as likely to have any pair of dates."""
    every = len(days) * (len(days) - 1) / 2
    ordered = np.sort(days)
    at_once = [float(np.sum(np.searchsorted(ordered, ordered + span, "right")) - _so_far(len(days))) for span in DAYS]
    return np.array([[here * now / every if every else 0.0 for now in at_once] for here in map(float, near)])


def _so_far(n: int) -> int:
    """Of the numbers counted from each date on, those of the dates up to itself."""
    return n * (n + 1) // 2


def _seed(used: Sequence[Incident]) -> int:
    """A number that only these data have."""
    return int.from_bytes(hashlib.sha256("\n".join(map(_in_words, used)).encode()).digest()[:16], "big")


def _in_words(incident: Incident) -> str:
    """All of an incident that the test looks at."""
    point = incident.point
    where = f"{point.latitude:.6f},{point.longitude:.6f}" if point else ""
    return f"{incident.at.date()}|{incident.spot}|{where}"
