#!/bin/sh
# make audit: ask PyPI's database of advisories about every package of requirements.lock, which needs the network.
# --strict: a package that the database does not answer for fails too; without it, pip-audit calls a lock of which it
# learnt nothing clean.
set -eu
. scripts/lib.sh

tools=.tools/audit
if [ ! -x "$tools/bin/pip-audit" ]; then
    say "installing pip-audit"
    python3 -m venv "$tools"
    retry "$tools/bin/python" -m pip install -q --disable-pip-version-check 'pip-audit>=2.9,<3'
fi
"$tools/bin/pip-audit" --strict --require-hashes --disable-pip --progress-spinner off -r requirements.lock
