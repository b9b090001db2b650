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

from bot.core.figures.distances import METRES_A_DEGREE

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
    pairs, metres = _near_pairs(used)
    bands = _knox(pairs, metres, days, simulations, _seed(used))
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


def _near_pairs(used: Sequence[Incident]) -> tuple[Whole, Numbers]:
    """The pairs (two rows of places in the sequence) no farther apart than the widest band, and how far they are."""
    spots = {spot: number for number, spot in enumerate({each.spot: None for each in used if each.spot})}
    names = np.array([spots.get(each.spot or "", -1) for each in used], dtype=np.int64)
    east, north = _metres(used)
    found: list[Whole] = []
    distances: list[Numbers] = []
    for one in range(len(used) - 1):
        far = np.hypot(east[one + 1 :] - east[one], north[one + 1 :] - north[one])
        if names[one] >= 0:
            far = np.where(names[one + 1 :] == names[one], 0.0, far)  # the same address, whatever its pins say
        near = np.flatnonzero(far <= METRES[-1])  # not a number compares false: no point, no distance
        found.append(np.stack((np.full(len(near), one), near + one + 1)))
        distances.append(far[near])
    if not found:
        return np.zeros((2, 0), dtype=np.int64), np.zeros(0)
    return np.concatenate(found, axis=1).astype(np.int64), np.concatenate(distances)


def _metres(used: Sequence[Incident]) -> tuple[Numbers, Numbers]:
    """East and north in metres on a plane that touches the earth in their midst; not a number without a point."""
    nowhere = float("nan")
    latitudes = np.array([each.point.latitude if each.point else nowhere for each in used])
    longitudes = np.array([each.point.longitude if each.point else nowhere for each in used])
    if np.isnan(latitudes).all():
        return longitudes, latitudes
    east = longitudes * METRES_A_DEGREE * np.cos(np.radians(np.nanmean(latitudes)))
    return east, latitudes * METRES_A_DEGREE


def _knox(pairs: Whole, metres: Numbers, days: Whole, simulations: int, seed: int) -> tuple[Band, ...]:
    observed = _counts(pairs, metres, days)
    reached = np.zeros_like(observed)
    dealer = np.random.PCG64(seed)
    for _ in range(simulations):
        dealt = np.argsort(dealer.random_raw(len(days)), kind="stable") if len(days) else days
        reached += _counts(pairs, metres, days[dealt]) >= observed
    expected = _expected(metres, days)
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


def _counts(pairs: Whole, metres: Numbers, days: Whole) -> Whole:
    """How many pairs lie in each band: a row for each distance, a column for each time."""
    apart = np.abs(days[pairs[0]] - days[pairs[1]])
    return np.array([[np.sum((metres <= reach) & (apart <= span)) for span in DAYS] for reach in METRES])


def _expected(metres: Numbers, days: Whole) -> Numbers:
    """The mean over all ways to deal the dates out: each pair of places is as likely to have any pair of dates."""
    every = len(days) * (len(days) - 1) / 2
    ordered = np.sort(days)
    at_once = [float(np.sum(np.searchsorted(ordered, ordered + span, "right")) - _so_far(len(days))) for span in DAYS]
    near = [float(np.sum(metres <= reach)) for reach in METRES]
    return np.array([[here * now / every if every else 0.0 for now in at_once] for here in near])


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
