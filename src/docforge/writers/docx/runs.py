"""How runs are told apart where their labels repeat.

``head``: a line above the first paragraph of each run, which the running head repeats. ``beside``: the run's name is
part of the number that Word prints.
"""

from __future__ import annotations

from docforge.model import nodes as n
from docforge.writers.docx.draft import Draft
from docforge.writers.docx.looks import look_of, runs_of


def shows_runs(document: n.Document) -> bool:
    """Whether lines and the running head name the runs."""
    return document.show_run == "head" and len(document.runs) > 1


def run_name(draft: Draft, number: int) -> str:
    """The name of a run as the passes settled it: 一."""
    return next((run.name for run in draft.document.runs if run.number == number), "")


def run_title(draft: Draft, number: int) -> str:
    """The name of a run as a line of its own: 第一组."""
    name = run_name(draft, number) or str(number)
    return draft.context.theme.string(draft.document.lang, "run").format(name=name)


def beside(draft: Draft, number: int) -> str:
    """What stands before every label of a run."""
    name = draft.survey.beside.get(number, "")
    return f"{name} " if name else ""


def opening(draft: Draft, number: int, left: int) -> list[str]:
    """The line that begins a run, the first time the run is met."""
    if not number or not shows_runs(draft.document) or not draft.first_of(number):
        return []
    return [draft.paragraph("RunName", runs_of(draft, run_title(draft, number), look_of(draft, "RunName")), left)]
