"""Quad classes: verbal or material, cooperation or conflict."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

NEITHER = 0
VERBAL_COOPERATION = 1
MATERIAL_COOPERATION = 2
VERBAL_CONFLICT = 3
MATERIAL_CONFLICT = 4

NAMES: Mapping[int, str] = MappingProxyType(
    {
        NEITHER: "neither",
        VERBAL_COOPERATION: "verbal cooperation",
        MATERIAL_COOPERATION: "material cooperation",
        VERBAL_CONFLICT: "verbal conflict",
        MATERIAL_CONFLICT: "material conflict",
    }
)


def is_cooperation(quad: int) -> bool:
    """Whether a quad class is one of cooperation (1, 2)."""
    return quad in (VERBAL_COOPERATION, MATERIAL_COOPERATION)


def is_conflict(quad: int) -> bool:
    """Whether a quad class is one of conflict (3, 4)."""
    return quad in (VERBAL_CONFLICT, MATERIAL_CONFLICT)


def is_material(quad: int) -> bool:
    """Whether a quad class is one of deeds rather than words (2, 4)."""
    return quad in (MATERIAL_COOPERATION, MATERIAL_CONFLICT)


def of_root(root: int) -> int:
    """Quad class of a CAMEO root by the convention of ICEWS and CAMEO.

    Roots 1-5 are verbal cooperation, 6-8 material cooperation, 9-13 verbal conflict,
    14-20 material conflict; anything else is 0.
    """
    if not 1 <= root <= 20:
        return NEITHER
    if root <= 5:
        return VERBAL_COOPERATION
    if root <= 8:
        return MATERIAL_COOPERATION
    return VERBAL_CONFLICT if root <= 13 else MATERIAL_CONFLICT
