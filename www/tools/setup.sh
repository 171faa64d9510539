#!/usr/bin/env bash
# Installs what this machine lacks: `setup.sh` what a build needs, `setup.sh test` what the tests need too, `setup.sh test npm` and `setup.sh engines` what those
# of the npm package and of other browsers need besides, `setup.sh bench` what the comparison with other engines does, `setup.sh fuzz` what fuzzing needs,
# `setup.sh size` what says where bytes go, `setup.sh mutants` what makes mutants of the code.
# Only looks when nothing is missing.
set -euo pipefail
cd "$(dirname "$0")/../.."

say() { printf -- '-- %s\n' "$*"; }
fail() { printf 'setup: %s\n' "$*" >&2; exit 1; }

# Debian's packages

missing=()
need() { [ -e "$1" ] || command -v "$1" >/dev/null || missing+=("$2"); }
need cc build-essential
if [ "${1-}" = test ] || [ "${1-}" = engines ] || [ "${1-}" = bench ]; then
  need /usr/bin/chromium chromium
fi
if [ "${1-}" = test ] || [ "${1-}" = engines ]; then
  need chromedriver chromium-driver
  need wasm-validate wabt
  need pdftotext poppler-utils
  need /usr/sbin/nginx nginx-light
  need /usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc fonts-noto-cjk
fi
if [ "${1-}" = engines ]; then
  need firefox-esr firefox-esr
  need /usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser libwebkit2gtk-4.1-0
  need Xvfb xvfb
  need xauth xauth
fi
if [ ${#missing[@]} -gt 0 ]; then
  command -v apt-get >/dev/null || fail "please install: ${missing[*]}"
  [ "$(id -u)" = 0 ] || fail "as root, please: apt-get install ${missing[*]}"
  say "apt-get install ${missing[*]}"
  export DEBIAN_FRONTEND=noninteractive
  apt-get -qq -o DPkg::Lock::Timeout=600 update
  apt-get -qq -o DPkg::Lock::Timeout=600 install -y --no-install-recommends "${missing[@]}" >/dev/null
fi

# Rust, by name and at once: rustup may have been told not to install by itself

command -v rustup >/dev/null || fail 'please install rustup'
rust=$(sed -n 's/^channel *= *"\(.*\)"/\1/p' rust-toolchain.toml)
wasm=wasm32-unknown-unknown
sysroot=$(rustup run "$rust" rustc --print sysroot 2>/dev/null) || sysroot=
if ! { [ -x "$sysroot/bin/cargo-clippy" ] && [ -x "$sysroot/bin/rustfmt" ] && [ -d "$sysroot/lib/rustlib/$wasm" ]; }
then
  say "rustup toolchain install $rust"
  rustup toolchain install "$rust" --no-self-update \
    --profile minimal --component rustfmt --component clippy --target "$wasm"
fi

# npm's packages, by the hash of their lock file

command -v npm >/dev/null || fail 'please install Node.js 20 or later, with npm'
# packages FOLDER COMMAND…: installed there, and the command run, unless that was done with this very lock file
packages() {
  local folder=$1 stamp=$1/node_modules/.lock-hash hash
  shift
  hash=$(sha256sum <"$folder/package-lock.json")
  if [ "$(cat "$stamp" 2>/dev/null)" != "$hash" ]; then
    say "npm ci in $folder"
    npm --prefix "$folder" ci
    "$@"
    echo "$hash" >"$stamp"
  fi
}
packages . true

if [ "${1-}" = engines ]; then
  mkdir -p target/engines
  cp tests/engines/package.json tests/engines/package-lock.json tests/engines/.npmrc target/engines/
  packages target/engines node tests/engines/unpack.mjs
fi

[ "${2-}" != npm ] || packages tests/npm true
[ "${1-}" != bench ] || packages tests/bench/rivals true

# cargo-fuzz, which wants a nightly compiler

if [ "${1-}" = fuzz ]; then
  rustup run nightly rustc --version >/dev/null 2>&1 || rustup toolchain install nightly --no-self-update --profile minimal
  cargo fuzz --version >/dev/null 2>&1 || { say 'cargo install cargo-fuzz'; cargo +nightly install cargo-fuzz --locked; }
fi

# tools from crates: of one version, and built as fast as can be, since they run for a second

# tool NAME VERSION: installed, unless that very version is there
tool() {
  case "$("$1" --version 2>/dev/null)" in *" $2") return 0 ;; esac
  say "cargo install $1 $2"
  # in a folder of its own, not among what is built here
  env -u CARGO_TARGET_DIR CARGO_PROFILE_DEV_DEBUG=0 cargo install "$1" --version "$2" --locked --debug
}
[ "${1-}" != test ] || tool cargo-deny 0.20.2
[ "${1-}" != size ] || tool twiggy 0.8.0
[ "${1-}" != mutants ] || tool cargo-mutants 27.1.0
