"""The last two steps of a unit: the bytes of a file, and what they say when they are read back."""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from docforge.build.guard import Guarded
from docforge.build.keys import font_state
from docforge.build.layout import Layout
from docforge.build.ledger import Ledger, keepable
from docforge.build.outputs import Output
from docforge.build.steps import write
from docforge.build.store import Values
from docforge.build.traced import TracedWorld
from docforge.diagnostics import Diagnostic
from docforge.limits import Limits
from docforge.model.nodes import Document
from docforge.protocols import WriteContext
from docforge.verify import verify_files
from docforge.world import MemoryWorld, World

if TYPE_CHECKING:
    from docforge.verify.facts import Facts


class Written(Struct, frozen=True):
    """What is kept of a writing: the digest of the bytes, which are kept under it, and what the writer said."""

    sha256: str
    diagnostics: tuple[Diagnostic, ...] = ()


class Proof(Struct, frozen=True):
    """What is kept of a reading back: whether the file says what its document says, and what there is to say."""

    ok: bool
    diagnostics: tuple[Diagnostic, ...] = ()


class Writing:
    """Writes and proves files, or remembers having done so."""

    def __init__(self, ledger: Ledger, world: World, values: Values) -> None:
        self.ledger = ledger
        self.world = world
        self.values = values
        self._fonts = font_state()
        self.layout = Layout(world)
        self._folders: dict[str, tuple[list[tuple[str, str]], Mapping[str, str]]] = {}

    def options(self, output: Output, context: WriteContext, folders: Sequence[str]) -> list[object]:
        """What a writer is told beside the document and its pictures; ``folders`` of further faces as ``world`` takes
        them."""
        fonts = [(posixpath.basename(folder), self._font_files(folder, context.limits)) for folder in folders]
        form = output.writer.name
        options: list[object] = [form, context.theme, context.epoch, context.limits, fonts, self._fonts]
        if form == "epub":
            options += [context.epub_target, context.embed_fonts]
        if form == "pdf":
            options.append(context.pdf_variant)
        if form == "docx":
            options += [context.docx_numbering, context.docx_pages, self.layout.version(context.docx_pages)]
        if form == "docx" and context.reference:
            options += [context.reference.digest, context.reference.styles]
        return options

    def _font_files(self, folder: str, limits: Limits) -> list[tuple[str, str]]:
        """Name and digest of each file in a folder of further faces."""
        if folder not in self._folders:
            found = []
            world = TracedWorld(self.world)
            for name in world.names(folder):
                try:
                    data = world.read(posixpath.join(folder, name), limits.font_bytes)
                except OSError:  # a folder, or a file that no face can be read from: the writer says so
                    continue
                found.append((name, hashlib.sha256(data).hexdigest()))
            self._folders[folder] = found, world.seen
        found, seen = self._folders[folder]
        self.ledger.see(seen)
        return found

    def write(self, output: Output, document: Document, context: WriteContext, key: str) -> Guarded[bytes]:
        """The bytes of a file, made now or kept under the step's key."""
        known = self.values.get(key, Written)
        data = self.values.data(known.sha256) if known else None
        if known and data is not None:
            return Guarded(data, known.diagnostics)
        done = write(output.writer, document, context, self.world)
        if done.value is not None and keepable(done):
            sha256 = hashlib.sha256(done.value).hexdigest()
            self.values.put_data(sha256, done.value)
            self.values.put(key, Written(sha256, done.diagnostics))
        return done

    def prove(self, path: str, data: bytes, facts: Callable[[], Facts], limits: Limits, key: str) -> Proof:
        """What the bytes of a file say, compared with the facts of its document, now or earlier."""
        known = self.values.get(key, Proof)
        if known is None:
            verdict = verify_files([path], facts(), MemoryWorld({path: data}), limits)
            known = Proof(verdict.ok, verdict.diagnostics)
            self.values.put(key, known)
        return known
