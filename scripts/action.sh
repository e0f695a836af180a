#!/bin/sh
# What action.yml runs: docforge in its container, without network and without any right but to the checkout.
# Reads COMMAND, DOCUMENTS, ARGUMENTS (one a line), FAIL_ON, SARIF and IMAGE; writes status=… to $GITHUB_OUTPUT.
set -eu

case $COMMAND in
    build | check | verify) ;;
    *)
        printf '::error title=docforge::command is %s, not build, check or verify\n' "$COMMAND"
        exit 2
        ;;
esac

image=$IMAGE
if [ -z "$image" ]; then
    image=docforge-action
    docker build --quiet --file "$GITHUB_ACTION_PATH/Containerfile" --tag "$image" "$GITHUB_ACTION_PATH"
fi

# docforge ARGUMENT…: in the checkout, as the user that it belongs to.
docforge() {
    docker run --rm --network none --cap-drop ALL --security-opt no-new-privileges \
        --user "$(id -u):$(id -g)" --volume "$PWD:/work" --workdir /work --env SOURCE_DATE_EPOCH "$image" "$@"
}

if [ -n "$SARIF" ]; then
    # Whatever is found: the run below decides.
    docforge check "$DOCUMENTS" --format sarif >"$SARIF" || true
fi

# Arguments are words of one line each: nothing in them is expanded.
set -- "$COMMAND" "$DOCUMENTS" --format github --fail-on "$FAIL_ON"
while IFS= read -r argument; do
    [ -z "$argument" ] || set -- "$@" "$argument"
done <<ARGUMENTS_END
$ARGUMENTS
ARGUMENTS_END

status=0
docforge "$@" || status=$?
printf 'status=%s\n' "$status" >>"$GITHUB_OUTPUT"
exit "$status"
