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
need_clang() { need_command clang clang; }

npm=
for what in "$@"; do
  case $what in
  native | native32 | native-opt | debug)
    need_clang
    need_library libclang-rt-dev
    [ "$what" != native32 ] || need_library libc6-dev-i386
    ;;
  wasm)
    need_command emcc emscripten
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

if [ -n "$packages" ]; then
  command="apt-get install -y --no-install-recommends$packages"
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "setup: installing$packages" >&2
    # shellcheck disable=SC2086
    if ! DEBIAN_FRONTEND=noninteractive $command >/dev/null 2>&1; then
      apt-get update >/dev/null
      DEBIAN_FRONTEND=noninteractive $command >/dev/null || {
        echo "krait needs$packages, and '$command' failed: see above" >&2
        exit 1
      }
    fi
  else
    echo "krait needs$packages: install with 'sudo $command'" >&2
    exit 1
  fi
fi

if [ -n "$npm" ]; then
  stamp=node_modules/.package-lock.json
  # A link leads to another tree's modules, which are that tree's to install.
  if [ ! -L node_modules ] && { [ ! -e $stamp ] || [ package-lock.json -nt $stamp ]; }; then
    command -v npm >/dev/null 2>&1 || {
      echo "krait needs npm, which comes with Node.js 20 or later" >&2
      exit 1
    }
    echo "setup: npm ci" >&2
    npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
    touch $stamp
  fi
fi
