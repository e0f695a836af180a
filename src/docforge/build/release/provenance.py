"""How the files of a build were made, as an in-toto statement with the predicate of SLSA provenance (v1).

Only what is known is said: what a hosted CI tells of itself by its variables is taken from there, no clock is read.
https://slsa.dev/spec/v1.0/provenance, https://github.com/in-toto/attestation
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import msgspec

from docforge.build.release.manifest import Manifest, Named
from docforge.world import World

FILE = "provenance.json"
BUILD_TYPE = "urn:docforge:build:v1"
"""Parameters of a build of this type: ``project``, the project file; ``targets`` that were built; ``settings`` of the
command line, in the keys of docforge.toml. All sources of the files are resolved dependencies."""

LOCAL = "urn:docforge:local"
"""The builder where nothing else is known: the machine of whoever built."""


def statement(manifest: Manifest, subjects: Sequence[Named], builder: str, world: World) -> bytes:
    """The statement as JSON. ``subjects`` are the files that it is about; ``builder`` is who built (a URI), "" for what
    the environment tells."""
    hosted = _github(world)
    targets = list(dict.fromkeys(item.target for item in manifest.artifacts))
    metadata: dict[str, Any] = {"invocationId": hosted["invocation"]} if hosted else {}
    if manifest.epoch is not None:
        metadata["finishedOn"] = datetime.fromtimestamp(manifest.epoch, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    dependencies = [_resource(f"file:{item.path}", "sha256", item.sha256) for item in manifest.sources]
    if hosted:
        dependencies.append(_resource(hosted["source"], "gitCommit", hosted["commit"]))
    table = {
        "_type": "https://in-toto.io/Statement/v1",
        "subject": [{"name": item.path, "digest": {"sha256": item.sha256}} for item in subjects],
        "predicateType": "https://slsa.dev/provenance/v1",
        "predicate": {
            "buildDefinition": {
                "buildType": BUILD_TYPE,
                "externalParameters": {
                    "project": manifest.project,
                    "targets": targets,
                    "settings": dict(manifest.settings),
                },
                "resolvedDependencies": dependencies,
            },
            "runDetails": {
                "builder": {"id": builder or (hosted["builder"] if hosted else LOCAL), "version": dict(manifest.tools)},
                "metadata": metadata,
            },
        },
    }
    return msgspec.json.format(msgspec.json.encode(table), indent=1) + b"\n"


def _resource(uri: str, algorithm: str, digest: str) -> dict[str, Any]:
    return {"uri": uri, "digest": {algorithm: digest}}


def _github(world: World) -> Mapping[str, str]:
    """What GitHub Actions tells of a run; {} elsewhere.

    https://docs.github.com/actions/reference/workflows-and-actions/variables
    """
    names = ("SERVER_URL", "REPOSITORY", "WORKFLOW_REF", "REF", "SHA", "RUN_ID", "RUN_ATTEMPT")
    found = {name: world.variable(f"GITHUB_{name}") or "" for name in names}
    if world.variable("GITHUB_ACTIONS") != "true" or not all(found.values()):
        return {}
    home = f"{found['SERVER_URL']}/{found['REPOSITORY']}"
    return {
        "builder": f"{found['SERVER_URL']}/{found['WORKFLOW_REF']}",
        "source": f"git+{home}@{found['REF']}",
        "commit": found["SHA"],
        "invocation": f"{home}/actions/runs/{found['RUN_ID']}/attempts/{found['RUN_ATTEMPT']}",
    }
