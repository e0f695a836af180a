"""The font store: static TrueType faces, pinned by hash, cut once a machine and completed for each document.

``FontStore.open().plan(requests)`` is all that a writer needs. Nothing here imports a font library until a font has to
be cut.
"""

from .characters import describe, is_private_use, sequences_in
from .coverage import Coverage
from .store import FontStore
from .types import Face, FontPlan, FontRequest, FontStoreError, Generic, Region, StoreProblem, Weight

__all__ = [
    "Coverage",
    "Face",
    "FontPlan",
    "FontRequest",
    "FontStore",
    "FontStoreError",
    "Generic",
    "Region",
    "StoreProblem",
    "Weight",
    "describe",
    "is_private_use",
    "sequences_in",
]
