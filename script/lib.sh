# What script/run and script/test share: where things are kept, and how what is missing is installed.
# shellcheck shell=bash

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/throughline
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$cache/target}
# No registry is asked for news, funding or advisories while people wait.
export NPM_CONFIG_FUND=false NPM_CONFIG_AUDIT=false NPM_CONFIG_UPDATE_NOTIFIER=false

# Packages of Debian and Ubuntu.
packages_build="build-essential pkg-config"
packages_window="libwebkit2gtk-4.1-dev libgtk-3-dev libdbus-1-dev"
packages_test="webkit2gtk-driver xvfb xauth dbus-daemon poppler-utils qpdf fonts-noto-core"

say() { printf '%s\n' "$*" >&2; }

fail() {
  say "$*"
  exit 1
}

need_tools() {
  command -v cargo > /dev/null || fail "Rust is missing. Install it from your system or with rustup (1.90 or newer), then run this again."
  command -v npm > /dev/null || fail "Node.js is missing. Install version 20.19 or newer with npm, then run this again."
  node -e '
    const [major, minor] = process.versions.node.split(".").map(Number);
    process.exit(major > 20 || (major === 20 && minor >= 19) ? 0 : 1);
  ' || fail "Node.js is $(node --version). Version 20.19 or newer is needed."
}

is_installed() {
  [ "$(dpkg-query --show --showformat='${db:Status-Status}' "$1" 2> /dev/null)" = installed ]
}

# need_packages NAME… : installs what is missing if that is allowed, and otherwise says the exact command.
need_packages() {
  if ! command -v apt-get > /dev/null; then
    say "This system has no apt. Make sure that it has what these packages of Debian hold: $*"
    return 0
  fi
  local missing=() name
  for name in "$@"; do
    is_installed "$name" || missing+=("$name")
  done
  [ ${#missing[@]} -eq 0 ] && return 0
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    if ! sudo -n true 2> /dev/null; then
      say "These packages are missing: ${missing[*]}"
      say "Install them with:"
      say "  sudo apt-get update && sudo apt-get install --yes ${missing[*]}"
      say "and run this again."
      exit 1
    fi
    as_root=(sudo)
  fi
  say "Installing ${missing[*]} …"
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -qq >&2 || say "The package lists could not be renewed; trying with those that are here."
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install --yes -qq --no-install-recommends "${missing[@]}" >&2 \
    || fail "The packages could not be installed: ${missing[*]}"
}

# Chromium has other package names on Ubuntu, where the one of that name is only a pointer to a snap.
need_chromium() {
  find_chromium > /dev/null && return 0
  need_packages chromium
  find_chromium > /dev/null || fail "Chromium is missing and could not be installed. Set CHROMIUM to a Chromium or Chrome."
}

find_chromium() {
  local name
  for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome; do
    [ -n "$name" ] && command -v "$name" && return 0
  done
  return 1
}

# need_modules FOLDER : installs what FOLDER/package-lock.json names, when it has changed since the last time.
need_modules() {
  local stamp=$1/node_modules/.package-lock.json
  if [ ! -e "$stamp" ] || [ "$1/package-lock.json" -nt "$stamp" ]; then
    (cd "$1" && npm ci --no-progress >&2) || return 1
    touch "$stamp"
  fi
}

# build_pages : builds ui/dist when anything that it is made of is newer.
build_pages() {
  need_modules "$root/ui" || return 1
  local built=$root/ui/dist/index.html
  if [ -e "$built" ] && [ -z "$(find "$root/ui" -path "$root/ui/node_modules" -prune -o -path "$root/ui/dist" -prune \
    -o -newer "$built" -type f -print -quit)" ]; then
    return 0
  fi
  (cd "$root/ui" && npm run --silent build >&2)
}
