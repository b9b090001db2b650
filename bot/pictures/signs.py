"""What can be measured in a picture that tells a photograph from what was made on a screen. Numbers, no judgement."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.int16]  # 3, height, width: plane by plane, which is several times as fast
Grey = NDArray[np.int16]

_SAME = 6  # of 255: so much two neighbours may differ and still be one flat colour, after a JPEG
_EXACT = 3  # so much one colour varies, after a JPEG
_EDGE = 45  # so much they differ where a letter ends
_WHITE, _BLACK = 215, 60
_OUTLINE = 3  # pixels that the black edge of a white letter is away at most
_LIGHT = 160  # so bright a band is on the average
_NEAR = 14  # so much a band's ground varies, after a JPEG
_STRONG = 60  # so far a strong colour is from grey


@dataclass(frozen=True, slots=True)
class Signs:
    """Shares are of 1.

    Attributes:
        flat: how much of the picture lies in areas of exactly one colour.
        ground: how much has its most frequent colour, roughly; ``exact``: exactly, as no lit paper or wall has it;
            ``few``: how much has one of its eight most frequent ones.
        lines: how many rows of small marks with quiet rows between them, as text is set.
        written: how much of the height they take.
        sizes: how many times as high as the usual line the highest is.
        band_above, band_below: how high a bright band with letters in it is; 0 where there is none.
        letters: how high the lines in those bands are, measured by the picture's width.
        outlined_above, outlined_below: how high rows of white marks with black edges are, in the upper and lower part.
        bordered: how much of the edge all around has the most frequent colour.
        bright: whether that colour is a light one; ``colourful``: how much of the flat areas is neither grey nor pale.
    """

    flat: float
    ground: float
    exact: float
    few: float
    lines: int
    written: float
    sizes: float
    band_above: float
    band_below: float
    letters: float
    outlined_above: float
    outlined_below: float
    bordered: float
    bright: bool
    colourful: float


def signs_of(pixels: Pixels) -> Signs:
    """Measure a small picture (a few hundred pixels wide)."""
    grey = _grey(pixels)
    height, width = grey.shape
    still = _still(pixels)
    coarse = _coarse(pixels)
    counts = np.bincount(coarse.ravel(), minlength=4096)
    shares, ground = np.sort(counts)[::-1] / coarse.size, int(counts.argmax())
    lines = _lines(grey)
    above, high_above = _band(pixels, grey)
    below, high_below = _band(pixels[:, ::-1], grey[::-1])
    strong = still & (pixels.max(axis=0) - pixels.min(axis=0) > _STRONG)
    return Signs(
        flat=float(still.mean()),
        ground=float(shares[0]),
        exact=_exactly(pixels, coarse == ground),
        few=float(shares[:8].sum()),
        lines=len(lines),
        written=sum(lines) / height,
        sizes=max(lines) / float(np.median(lines)) if lines else 0.0,
        band_above=above / height,
        band_below=below / height,
        letters=max(high_above, high_below) / width,
        outlined_above=_outlined(grey[: height // 2]) / height,
        outlined_below=_outlined(grey[height // 2 :]) / height,
        bordered=_bordered(coarse, ground),
        bright=sum((ground >> shift) & 15 for shift in (8, 4, 0)) >= 30,
        colourful=float(strong.mean()),
    )


def _still(pixels: Pixels) -> NDArray[np.bool_]:
    """Where nothing changes to the right or downwards."""
    still = np.ones(pixels.shape[1:], dtype=bool)
    for plane in pixels:
        still[:, :-1] &= np.abs(np.diff(plane, axis=1)) <= _SAME
        still[:-1] &= np.abs(np.diff(plane, axis=0)) <= _SAME
    return still


def _grey(pixels: Pixels) -> Grey:
    grey: Grey = (pixels[0] + pixels[1] + pixels[2]) // 3
    return grey


def _coarse(pixels: Pixels) -> NDArray[np.int16]:
    """Each colour as one number, in 16 steps of red, green and blue."""
    steps = (pixels + 8).clip(0, 255) >> 4  # so that white and nearly white are one
    coarse: NDArray[np.int16] = (steps[0] << 8) | (steps[1] << 4) | steps[2]
    return coarse


def _exactly(pixels: Pixels, ground: NDArray[np.bool_]) -> float:
    """How much of the picture has the very colour that its ground has in the middle."""
    same = np.ones_like(ground)
    for plane in pixels:
        same &= np.abs(plane - int(np.median(plane[ground]))) <= _EXACT
    return float(same.mean())


def _lines(grey: Grey) -> list[int]:
    """The heights of rows of marks that have quiet rows between them."""
    marks = (np.abs(np.diff(grey, axis=1)) > _EDGE).sum(axis=1)
    runs = (end - start for start, end in _runs(marks >= 7))
    return [high for high in runs if 3 <= high <= max(8, len(marks) * 0.11)]


def _runs(flags: NDArray[np.bool_]) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate(([False], flags, [False])).astype(np.int8)))
    return [(int(start), int(end)) for start, end in edges.reshape(-1, 2)]


def _band(pixels: Pixels, grey: Grey) -> tuple[int, int]:
    """How far from the top a bright band reaches in which something is written, and how high its highest line is.

    Dark ones are left out: security cameras write the time on them.
    """
    height, width = grey.shape
    colour = [int(np.median(plane[: max(2, height // 60)])) for plane in pixels]
    if sum(colour) < 3 * _LIGHT:
        return 0, 0
    near = np.ones_like(grey, dtype=bool)
    for plane, level in zip(pixels, colour, strict=True):
        near &= np.abs(plane - level) <= _NEAR
    margin = max(2, width // 60)  # letters are narrow: between them and on both sides the ground shows
    sides = near[:, :margin].mean(axis=1) + near[:, -margin:].mean(axis=1) >= 1.8
    ground = (near.mean(axis=1) >= 0.28) & sides
    end = height if ground.all() else int(np.argmin(ground))
    if not 0.06 * height <= end <= 0.5 * height:
        return 0, 0
    marked = (np.abs(np.diff(grey[:end], axis=1)) > _EDGE).sum(axis=1) >= 8
    lines = [stop - start for start, stop in _runs(marked) if stop - start >= 4]
    written = sum(lines) >= max(6, 0.15 * end) and near[:end].all(axis=1).mean() >= 0.08
    # it ends straight across; a white sky ends in roofs
    straight = near[max(0, end - 4) : end - 1].mean() >= 0.9 and near[min(end + 2, height - 1)].mean() <= 0.5
    return (end, max(lines)) if written and straight else (0, 0)


def _outlined(grey: Grey) -> int:
    """How many rows belong to lines of white marks with black edges, as memes are lettered."""
    white, black = grey >= _WHITE, grey <= _BLACK
    beside = np.zeros_like(white)
    for step in range(1, _OUTLINE + 1):
        beside[:, step:] |= white[:, step:] & black[:, :-step]
        beside[:, :-step] |= white[:, :-step] & black[:, step:]
    starts = (np.diff(beside.astype(np.int8), axis=1) == 1).sum(axis=1)
    lettered = (starts >= 9) & (white.mean(axis=1) < 0.5)  # else it is black on white
    return sum(end - start for start, end in _runs(lettered) if end - start >= 6)


def _bordered(coarse: NDArray[np.int16], ground: int) -> float:
    edge = np.concatenate((coarse[:2].ravel(), coarse[-2:].ravel(), coarse[:, :2].ravel(), coarse[:, -2:].ravel()))
    return float((edge == ground).mean())
