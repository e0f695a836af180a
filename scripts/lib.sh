# shellcheck shell=sh
# Shared by the set-up scripts: messages, retries, fingerprints, one set-up at a time.
# The scripts assume that the current directory is the project's root and use relative paths only,
# so that a blank in the path to the project does no harm.

say() { printf '==> %s\n' "$*"; }

fail() {
    printf 'error: %s\n' "$*" >&2
    exit 1
}

# retry COMMAND...: up to three tries. Package mirrors fail now and then, and a second try nearly always helps.
# RETRY_PAUSE: seconds before the second try; the third waits three times as long.
retry() {
    retry_pause=${RETRY_PAUSE:-5}
    for retry_left in 2 1 0; do
        "$@" && return 0
        [ "$retry_left" -eq 0 ] && return 1
        printf 'failed: %s; trying again in %s s\n' "$*" "$retry_pause" >&2
        sleep "$retry_pause"
        retry_pause=$((retry_pause * 3))
    done
}

# fingerprint FILE... [-- WORD...]: one hash of the files' contents and the words.
fingerprint() {
    {
        while [ $# -gt 0 ] && [ "$1" != -- ]; do
            cat "$1"
            shift
        done
        printf '%s\n' "$@"
    } | cksum | tr -s ' ' -
}

# stamp_says FILE KEY: is the work behind the stamp done already, for this very key?
stamp_says() { [ -f "$1" ] && [ "$(cat "$1")" = "$2" ]; }

# Two set-ups in one work tree would tread on each other: the second one waits for the first.
one_at_a_time() {
    mkdir -p .tools
    if command -v flock >/dev/null 2>&1; then
        exec 9>.tools/set-up.lock
        flock 9
    fi
}
