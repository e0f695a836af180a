#!/bin/sh
# Fill the font store: fetch the source fonts when they are missing, then cut them. A no-op when the store is ready.
set -eu
. scripts/lib.sh

cut_fonts() { .venv/bin/python -m docforge.theme.fonts build; }

if [ "$(dpkg-query -W -f='${db:Status-Status}' fonts-noto-cjk 2>/dev/null)" != installed ] &&
    [ -z "${DOCFORGE_FONT_SOURCES:-}" ]; then
    # The store may be ready all the same, or the fonts may have come here in another way.
    mkdir -p .tools
    cut_fonts >.tools/fonts.log 2>&1 && exit 0
    if [ "$(id -u)" -eq 0 ]; then
        sh scripts/debian.sh 'the fonts' fonts-noto-cjk
    else
        # Without root the package is fetched and unpacked inside the project.
        unpacked=$PWD/.tools/fonts
        if [ ! -f "$unpacked/.complete" ]; then
            command -v apt-get >/dev/null 2>&1 ||
                fail 'the Noto CJK fonts are needed: install them, and set DOCFORGE_FONT_SOURCES to their folder'
            say 'fetching the fonts into .tools/fonts'
            mkdir -p "$unpacked"
            (
                cd "$unpacked"
                rm -f ./*.deb
                retry apt-get download -q fonts-noto-cjk
                dpkg -x ./*.deb .
                rm -f ./*.deb
                touch .complete
            ) || fail 'could not fetch the fonts; as root run: apt-get install fonts-noto-cjk'
        fi
        export DOCFORGE_FONT_SOURCES="$unpacked/usr/share/fonts"
    fi
fi

cut_fonts
