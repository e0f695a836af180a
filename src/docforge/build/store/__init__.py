"""The cache: what steps gave, under keys that say what they depend on."""

import os
from pathlib import Path

from docforge.build.project.schema import CacheTable
from docforge.build.store.disk import LIMIT, DiskStore
from docforge.build.store.entries import Store, StoreInfo
from docforge.build.store.remote import RemoteStore, Storeyed
from docforge.build.store.values import Values

__all__ = ["DiskStore", "RemoteStore", "Store", "StoreInfo", "Storeyed", "Values", "open_store"]

DEFAULT_PLACE = os.path.join(".docforge", "cache")


def open_store(table: CacheTable | None, folder: str, place: str = "") -> Store:
    """The store of a project in ``folder``: where ``place`` says (seen from the current folder), else its ``[cache]``,
    else ``.docforge/cache`` beside the project file. An address (``s3://…``) has that folder before it."""
    table = table or CacheTable()
    limit = (table.megabytes or 0) * 1_000_000 or LIMIT
    named = place or table.place or DEFAULT_PLACE
    if "://" in named:
        return Storeyed(DiskStore(Path(folder, DEFAULT_PLACE), limit), RemoteStore(named))
    return DiskStore(Path(named if place else os.path.join(folder, named)), limit)
