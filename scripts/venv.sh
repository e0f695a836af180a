#!/bin/sh
# Make or refresh .venv with docforge in it (editable). Usage: scripts/venv.sh [test]
# With `test` the test tools and the judges from PyPI come along. Nothing is done when pyproject.toml, the
# interpreter and the project's place are those of the last time.
set -eu
. scripts/lib.sh

extra=${1:-}
one_at_a_time

# The first interpreter that is new enough; PYTHON=… overrides.
python=
for candidate in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        python=$candidate
        break
    fi
done
[ -n "$python" ] || fail "Python 3.11 or newer is needed (set PYTHON=/path/to/python3 if it is not on PATH)"

# Debian keeps the means to make virtual environments in a package of their own.
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    sh scripts/debian.sh 'virtual environments' python3-venv
fi

# Scripts inside a virtual environment hold its absolute path: a moved project needs a new one.
place=$(fingerprint -- "$PWD" "$("$python" -c 'import sys; print(sys.base_prefix, sys.version)')")
wanted=$(fingerprint pyproject.toml)

if ! stamp_says .venv/.place "$place" || ! .venv/bin/python -c '' 2>/dev/null; then
    say "making .venv with $("$python" --version)"
    "$python" -m venv --clear .venv
    printf '%s' "$place" >.venv/.place
fi

# The test environment holds everything the plain one does.
stamp_says .venv/.ready-test "$wanted" && exit 0
[ "$extra" != test ] && stamp_says .venv/.ready "$wanted" && exit 0

say "installing docforge${extra:+ with the extra $extra} into .venv"
# pip's warnings about a machine's own package sources are nobody's business here; they go to the log.
install_docforge() {
    .venv/bin/python -m pip install --disable-pip-version-check --no-input --progress-bar off \
        -e ".${extra:+[$extra]}" >.tools/pip.log 2>&1
}
retry install_docforge || {
    tail -n 20 .tools/pip.log >&2
    fail 'pip could not install docforge into .venv (the whole log: .tools/pip.log)'
}
printf '%s' "$wanted" >".venv/.ready${extra:+-$extra}"
