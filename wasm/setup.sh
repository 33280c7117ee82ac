#!/bin/sh
# Installs what a build needs and the machine lacks: `sh wasm/setup.sh native|wasm|wasi|npm|...`.
# As root it installs Debian packages itself; otherwise it says in one line what is missing and how to
# get it. A run with everything in place takes a few milliseconds.
set -eu

packages=
need_package() { # once
  case " $packages " in *" $1 "*) ;; *) packages="$packages $1" ;; esac
}
need_command() { # command, package
  command -v "$1" >/dev/null 2>&1 || need_package "$2"
}
need_library() { # package: files without a command of their own
  command -v dpkg-query >/dev/null 2>&1 || return 0
  dpkg-query -W -f '${Status}' "$1" 2>/dev/null | grep -q 'ok installed' || need_package "$1"
}
need_clang() { need_command "${CLANG:-clang}" clang; }

npm=
for what in "$@"; do
  case $what in
  native | native32 | native-opt | debug)
    need_clang
    need_library libclang-rt-dev
    [ "$what" != native32 ] || need_library libc6-dev-i386
    ;;
  wasm)
    need_command "${EMCC:-emcc}" emscripten
    need_command wasm-opt binaryen
    ;;
  wasi)
    need_clang
    need_command wasm-ld lld
    need_library wasi-libc
    need_library libclang-rt-dev-wasm32
    ;;
  browser) need_command chromium chromium ;;
  format) need_command clang-format clang-format ;;
  bench) need_library python3 ;;
  suites) need_library libpython3.11-testsuite ;;
  npm) npm=yes ;;
  *)
    echo "setup: unknown need '$what'" >&2
    exit 2
    ;;
  esac
done

fail() {
  echo "$1" >&2
  exit 1
}

if [ -n "$packages" ]; then
  install="apt-get install -y --no-install-recommends$packages"
  command -v apt-get >/dev/null 2>&1 ||
    fail "krait needs$packages: so Debian 12 calls them; here is no apt-get to install them with"
  [ "$(id -u)" = 0 ] || fail "krait needs$packages: install with 'sudo $install'"
  echo "setup: installing$packages" >&2
  export DEBIAN_FRONTEND=noninteractive
  $install >/dev/null 2>&1 || { apt-get update && $install; } >/dev/null ||
    fail "krait needs$packages, and '$install' failed: see above"
fi

if [ -n "$npm" ]; then
  node=$("${NODE:-node}" --version 2>/dev/null) || node=
  case $node in
  '') fail "krait needs Node.js 20 or later, and finds no node in PATH" ;;
  v[0-9].* | v1[0-9].*) fail "krait needs Node.js 20 or later; node in PATH is $node" ;;
  esac
  stamp=node_modules/.package-lock.json
  # A link leads to another tree's modules, which are that tree's to install.
  if [ ! -L node_modules ] && { [ ! -e $stamp ] || [ package-lock.json -nt $stamp ]; }; then
    command -v npm >/dev/null 2>&1 ||
      fail "krait needs npm, which comes with Node.js 20 or later"
    echo "setup: npm ci" >&2
    npm ci --ignore-scripts --no-audit --no-fund --loglevel=error ||
      fail "krait needs the packages of package-lock.json, and 'npm ci' failed: see above"
    touch $stamp
  fi
fi
