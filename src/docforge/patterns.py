"""Regular expressions that are compiled when they are first needed.

Compiling a class of CJK characters takes milliseconds, and most documents hold no sign of what most patterns look for:
those cost nothing then. A pattern that every document needs is made by ``re.compile`` as anywhere.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast


def lazy_pattern(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """What ``re.compile`` gives, as far as its methods and attributes are concerned; it compiles at the first look."""
    return cast("re.Pattern[AnyStr]", _Uncompiled(text, flags))


class _Uncompiled:
    """Stands for a pattern. Each attribute that is asked for is kept here, so that it is found at once from then on."""

    def __init__(self, text: str | bytes, flags: int) -> None:
        self.pattern: Any = text
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        value = getattr(re.compile(self.pattern, self._flags), name)
        setattr(self, name, value)
        return value
