"""Runs the steps of one unit after another: what was run with a key before, in this build or an earlier one, is not run
again, and its diagnostics are told again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Protocol, TypeVar

from msgspec import Struct, field

from docforge.build.keys import Name, Step, key_of
from docforge.build.store import Values
from docforge.build.traced import Answers, TracedWorld
from docforge.diagnostics import Diagnostic, meaning
from docforge.world import World

T = TypeVar("T")

_ENVIRONMENT = 5
"""The exit status of codes that tell what a machine lacks: what was made without it must not be kept."""
_ACCIDENTS = ("DF747", "DF903")
"""What happened to one run: a program that did not answer, a process that was lost."""


class Kept(Protocol):
    """A value that can be kept when it is whole: with its diagnostics."""

    @property
    def whole(self) -> bool:
        """Whether the step did all it was asked."""
        ...

    @property
    def diagnostics(self) -> Sequence[Diagnostic]:
        """What it said."""
        ...


K = TypeVar("K", bound=Kept)


class Done(Struct, frozen=True):
    """What a step gave, and all that it asked of files and variables."""

    value: Any
    seen: Mapping[str, str] = field(default_factory=dict)


class Ledger:
    """Runs steps and keeps their keys in order.

    ``steps`` and ``world`` are those of the unit that was begun last; ``world`` remembers what any of its steps asked.
    """

    def __init__(self, world: World, values: Values | None = None) -> None:
        self._world = world
        self._values = values or Values()
        self._answers = Answers(world)
        self._done: dict[str, Done] = {}
        self.begin()

    def begin(self) -> None:
        """Begin a unit."""
        self.world = TracedWorld(self._world)
        self.steps: dict[tuple[str, str, str], Step] = {}

    def run(
        self,
        name: Name,
        subject: str,
        needs: Sequence[str],
        options: object,
        step: Callable[[World], T],
        *,
        keep: bool = False,
    ) -> tuple[T, str]:
        """The step's value and its key. ``needs`` are keys of other steps; ``keep`` the value: others ask again."""
        declared = key_of(name, needs, options)
        done = self._done.get(declared) or self._run(step)
        if keep:
            self._done[declared] = done
        return done.value, self._settle(name, subject, needs, declared, done)

    def run_kept(
        self,
        name: Name,
        subject: str,
        needs: Sequence[str],
        options: object,
        step: Callable[[World], K],
        kind: type[K],
        *,
        keep: bool = False,
    ) -> tuple[K, str]:
        """The same for a step whose values, of type ``kind``, outlast the build."""
        declared = key_of(name, needs, options)
        done = self._done.get(declared) or self._recalled(declared, kind)
        if done is None:
            done = self._run(step)
            if keepable(done.value):
                self._values.put(declared, (done.value, done.seen))
        if keep:
            self._done[declared] = done
        return done.value, self._settle(name, subject, needs, declared, done)

    def note(self, name: Name, subject: str, key: str, needs: Sequence[str]) -> None:
        """A step and its key, run or not."""
        self.steps.setdefault((name, subject, key), Step(name, subject, key, tuple(needs)))

    def see(self, seen: Mapping[str, str]) -> None:
        """What the unit depends on beside what it asks itself."""
        self.world.seen.update(seen)

    def _run(self, step: Callable[[World], Any]) -> Done:
        world = TracedWorld(self._world)
        return Done(step(world), world.seen)

    def _recalled(self, declared: str, kind: type) -> Done | None:
        found: tuple[Any, dict[str, str]] | None = self._values.get(declared, tuple[kind, dict[str, str]])  # type: ignore[valid-type]
        return Done(*found) if found and self._answers.hold(found[1]) else None

    def _settle(self, name: Name, subject: str, needs: Sequence[str], declared: str, done: Done) -> str:
        """The key of a step that was run, noted with what it saw."""
        key = key_of(name, (declared, *(f"{question} {said}" for question, said in sorted(done.seen.items()))), None)
        self.see(done.seen)
        self.note(name, subject, key, needs)
        return key


def keepable(value: Kept) -> bool:
    """Whether a value may be given again."""
    return value.whole and lasting(value.diagnostics)


def lasting(found: Iterable[Diagnostic]) -> bool:
    """Whether nothing is said that may be otherwise tomorrow: what this machine lacks, what happened to this run."""
    return all(item.code not in _ACCIDENTS and meaning(item.code).exit != _ENVIRONMENT for item in found)
