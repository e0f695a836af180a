"""Bring pictures home: ask each address once, look at what came, keep it under its digest, write the lock last."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from msgspec import Struct

from docforge.build.assets import Unusable, checked
from docforge.build.fetch.addresses import Network, Refused
from docforge.build.fetch.wanted import Wanted
from docforge.build.remote import (
    FOLDER,
    Fetched,
    Lock,
    LockError,
    lock_path,
    picture_path,
    read_lock,
    read_picture,
    write_lock,
)
from docforge.diagnostics import Diagnostic, report
from docforge.limits import Limits
from docforge.world import World

_SUFFIXES = {
    "image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/webp": "webp", "image/svg+xml": "svg",
}  # fmt: skip
_HEX = 16


class Fetch(Struct, frozen=True):
    """What came of it: pictures fetched now, those that were there, and what was said."""

    fetched: tuple[Fetched, ...]
    kept: tuple[Fetched, ...]
    diagnostics: tuple[Diagnostic, ...]


def fetch(
    wanted: Sequence[Wanted],
    world: World,
    network: Network,
    limits: Limits,
    *,
    update: bool = False,
    offline: bool = False,
    on_step: Callable[[str], None] = lambda what: None,
) -> Fetch:
    """Fetch every wanted picture that its lock does not have.

    ``update`` asks for all again; ``offline`` asks for none and reports what is missing or changed.
    """
    now: list[Fetched] = []
    kept: list[Fetched] = []
    said: list[Diagnostic] = []
    unlisted: dict[str, list[Wanted]] = {}
    for folder in dict.fromkeys(one.folder for one in wanted):
        try:
            lock = read_lock(folder, world)
        except LockError as error:
            said.append(report("DF523", str(error), file=lock_path(folder), hint="remove it and fetch again"))
            continue
        held = {picture.url: picture for picture in lock.pictures}
        for one in (one for one in wanted if one.folder == folder):
            have = held.get(one.url)
            whole = have is not None and _is_whole(folder, have, limits, world)
            if have is not None and whole and not update:
                kept.append(have)
                continue
            if offline:
                said.append(_missing(one, have))
                continue
            on_step(one.url)
            try:
                held[one.url] = _brought(one, folder, world, network, limits)
            except Refused as error:
                if error.unlisted:
                    unlisted.setdefault(error.unlisted, []).append(one)
                else:
                    said.append(_failed(one, error))
            except Unusable as error:
                said.append(_failed(one, error))
            except OSError as error:
                where = os.path.join(folder, FOLDER)
                said.append(report("DF522", f"{one.url} cannot be kept in {where}: {error}", at=one.at, file=one.file))
            else:
                now.append(held[one.url])
                write_lock(folder, Lock(tuple(held.values())), world)
    said += [_unlisted(host, ones) for host, ones in unlisted.items()]
    return Fetch(tuple(now), tuple(kept), tuple(said))


def _is_whole(folder: str, picture: Fetched, limits: Limits, world: World) -> bool:
    try:
        return read_picture(folder, picture, limits.image_bytes, world) is not None
    except OSError:
        return False


def _missing(one: Wanted, have: Fetched | None) -> Diagnostic:
    if have is None:
        return report("DF512", f"not fetched: {one.url}", at=one.at, file=one.file, hint="docforge fetch downloads it")
    message = f"{picture_path(one.folder, have)} is not what was fetched from {one.url}"
    return report("DF523", message, at=one.at, file=one.file, hint="docforge fetch downloads it again")


def _failed(one: Wanted, error: Refused | Unusable) -> Diagnostic:
    return report("DF522", f"{one.url}: {error}", at=one.at, file=one.file)


def _unlisted(host: str, ones: Sequence[Wanted]) -> Diagnostic:
    """One report for a host, at its first picture."""
    first = ones[0]
    count = f" and {len(ones) - 1} more" if len(ones) > 1 else ""
    hint = f'--allow-host {host}, or hosts = ["{host}"] below [fetch] in docforge.toml'
    message = f"nobody allowed the host {host}: {first.url}{count}"
    return report("DF521", message, at=first.at, file=first.file, hint=hint)


def _brought(one: Wanted, folder: str, world: World, network: Network, limits: Limits) -> Fetched:
    """A picture downloaded, seen to be one, and kept. Raises Refused, Unusable, OSError."""
    # Imported here: this loads the network library, which no build needs.
    from docforge.build.fetch.download import download

    data = download(one.url, network, limits.image_bytes, limits.fetch_seconds)
    media_type = checked(data, limits).asset.media_type
    digest = hashlib.sha256(data).hexdigest()
    date = datetime.now(UTC).date().isoformat()
    picture = Fetched(one.url, f"{digest[:_HEX]}.{_SUFFIXES[media_type]}", digest, len(data), media_type, date)
    world.make_folder(os.path.join(folder, FOLDER))
    world.write(picture_path(folder, picture), data)
    return picture
