"""The one place where an unexpected exception becomes a diagnostic: one fault must not take the other files down."""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable
from typing import Generic, TypeVar

from msgspec import Struct

from docforge.build.kernel_limits import OUT_OF_TIME, OutOfTimeError
from docforge.diagnostics import Diagnostic, report
from docforge.limits import deep_recursion
from docforge.protocols import Result

T = TypeVar("T")

_ADDRESS = re.compile(r" at 0x[0-9A-Fa-f]+")
"""Where an object lay in memory: different in each run, and of no use to anyone."""

_CALLS = 5_000
"""Calls within calls: what walks a document as deep as ``limits.nesting`` lets it be may need thousands."""


class Guarded(Struct, Generic[T], frozen=True):
    """What a step gave: its value (None after a fault), its diagnostics, and the traceback of a fault for ``-vv``."""

    value: T | None
    diagnostics: tuple[Diagnostic, ...] = ()
    trace: str = ""

    @property
    def whole(self) -> bool:
        """Whether there is a value, made without a fault."""
        return self.value is not None and not self.trace


def guarded(step: Callable[[], Result[T]], name: str, file: str = "", package: str = "") -> Guarded[T]:
    """Run a reader, pass or writer. ``name`` ("the pdf writer") and ``file`` say in DF999 where a fault happened;
    in DF910 so does ``package``, the name and version of the plug-in that it comes from."""
    try:
        with deep_recursion(_CALLS):
            result = step()
    except MemoryError:
        return Guarded(None, (out_of_memory(name, file),), traceback.format_exc())
    except (Exception, SystemExit) as error:  # noqa: BLE001 - any fault must become DF999, also a plug-in's exit
        said = _ADDRESS.sub("", str(error))
        source = f"{name} of {package}" if package else name
        message = f"{source} failed: {type(error).__name__}: {said}".rstrip(": ")
        code = "DF910" if package else "DF999"
        return Guarded(None, (report(code, message, file=file),), traceback.format_exc())
    return Guarded(result.value, result.diagnostics)


def over_limit(error: MemoryError | OutOfTimeError, file: str) -> Diagnostic:
    """What is said of a document that this process could not make within the limits that the kernel keeps."""
    if isinstance(error, MemoryError):
        return out_of_memory("this document", file)
    return report("DF904", f"the process that made it {OUT_OF_TIME}", file=file)


def out_of_memory(name: str, file: str) -> Diagnostic:
    """What is said when a step asked for more memory than its process may have."""
    return report("DF909", f"{name} needs more memory than it may use (limit unit-megabytes)", file=file)
