"""Start WeasyPrint without fontTools, which takes a third of its start and is used for fonts docforge never gives it.

WeasyPrint needs fontTools for variable fonts, WOFF, bitmap fonts, and as a fallback without libharfbuzz-subset. Names
it imports are put in place as stand-ins that load the real thing when they are used, so nothing is taken away.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

_MODULES = (
    "fontTools",
    "fontTools.subset",
    "fontTools.ttLib",
    "fontTools.ttLib.ttFont",
    "fontTools.ttLib.woff2",
    "fontTools.varLib",
    "fontTools.varLib.instancer",
)
_FUNCTIONS = {"fontTools.ttLib": ("TTFont",), "fontTools.varLib.instancer": ("instantiateVariableFont",)}


class _LateError(Exception):
    """Stands for ``TTLibError`` in an ``except`` clause; the real one is not caught, and so not hidden."""


class _LateModule(ModuleType):
    """A module that is imported when an attribute of it is asked for."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(importlib.import_module(self.__name__), name)


def _late_function(module: str, name: str) -> Callable[..., Any]:
    def call(*args: Any, **kwargs: Any) -> Any:
        return getattr(importlib.import_module(module), name)(*args, **kwargs)

    return call


@contextmanager
def without_fonttools() -> Iterator[None]:
    """While WeasyPrint is imported inside, fontTools is not. What is imported already stays as it is."""
    if "fontTools" in sys.modules or "weasyprint" in sys.modules:
        yield
        return
    stand_ins = {name: _LateModule(name) for name in _MODULES}
    for name, module in stand_ins.items():
        module.__path__ = []
        parent, _, child = name.rpartition(".")
        if parent:
            setattr(stand_ins[parent], child, module)
        for function in _FUNCTIONS.get(name, ()):
            setattr(module, function, _late_function(name, function))
    stand_ins["fontTools.ttLib"].__dict__["TTLibError"] = _LateError
    sys.modules.update(stand_ins)
    try:
        yield
    finally:
        for name, module in stand_ins.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]
