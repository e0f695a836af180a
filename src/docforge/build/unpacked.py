"""A site beside its archive: the same pages in a folder of that name, to be opened or uploaded as they are."""

from __future__ import annotations

import io
import posixpath
import zipfile

from docforge.world import World

FORMAT = "site"


def folder_of(path: str) -> str:
    """Where the pages of an archive go: ``dist/book.zip`` → ``dist/book``."""
    return posixpath.splitext(path)[0]


def unpack(path: str, data: bytes, world: World) -> None:
    """Write the members of an archive that docforge made below the folder of its name, those that changed.

    Files that others put there stay. Raises OSError where a page cannot be written.
    """
    folder = folder_of(path)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        made = set()
        for member in archive.infolist():
            target = posixpath.join(folder, member.filename)
            content = archive.read(member)
            if _is_there(target, content, world):
                continue
            place = posixpath.dirname(target)
            if place not in made:
                world.make_folder(place)
                made.add(place)
            world.write(target, content)


def _is_there(path: str, data: bytes, world: World) -> bool:
    try:
        return world.read(path, len(data)) == data
    except OSError:
        return False
