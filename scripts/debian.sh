#!/bin/sh
# Install the Debian packages that a step needs; quick when they are there.
# Usage: scripts/debian.sh WHAT-FOR NEED...
#   NEED is `package` (must be installed) or `command:package` (any package may provide the command).
# As root the missing packages are installed in one call; otherwise the exact line to run is printed.
set -eu
. scripts/lib.sh

purpose=$1
shift

is_there() {
    case $1 in
        *:*) command -v "${1%%:*}" >/dev/null 2>&1 ;;
        *) [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ] ;;
    esac
}

missing=
for need in "$@"; do
    is_there "$need" || missing="$missing ${need#*:}"
done
[ -n "$missing" ] || exit 0

line="apt-get install -y --no-install-recommends$missing"
command -v apt-get >/dev/null 2>&1 ||
    fail "for $purpose these are needed, under their Debian names:$missing (this system has no apt-get to install them with)"
[ "$(id -u)" -eq 0 ] || fail "for $purpose Debian packages are missing; run: sudo $line"

say "$purpose: installing$missing"
export DEBIAN_FRONTEND=noninteractive
# A list that cannot be fetched may be of a source that is not needed here: whether it matters, the install tells.
# </dev/null: a question asked by a package must not eat the caller's input.
install_missing() {
    apt-get update -q >.tools/apt.log 2>&1 </dev/null || say 'apt-get update had trouble; going on'
    # shellcheck disable=SC2086  # a list of package names, to be split
    apt-get install -y -q --no-install-recommends $missing >>.tools/apt.log 2>&1 </dev/null
}
mkdir -p .tools
retry install_missing || {
    tail -n 20 .tools/apt.log >&2
    fail "could not install the packages; the line was: $line"
}
