"""Read finished files back and prove that they hold what the model holds. Shares no code with the writers.

What reads files is loaded on first use: whoever only tells facts has no need of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docforge.verify.files import Row, Verdict, facts_beside, facts_for, facts_path, load_facts, verify_files

__all__ = ["Row", "Verdict", "facts_beside", "facts_for", "facts_path", "load_facts", "verify_files"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from docforge.verify import files

    return getattr(files, name)
