#!/bin/sh
# Installs what a build needs and the machine lacks: `sh wasm/setup.sh native|wasm|wasi|npm|...`.
# As root it installs Debian packages itself; otherwise it says in one line what is missing and how to
# get it. A run with everything in place takes a few milliseconds.
set -eu

packages=
need_command() { # command, package
  command -v "$1" >/dev/null 2>&1 || packages="$packages $2"
}
need_file() { # a file that tells whether the package is there, package
  [ -e "$1" ] || packages="$packages $2"
}
need_clang() { need_command clang clang; }

npm=
for what in "$@"; do
  case $what in
  native | native-opt | debug)
    need_clang
    need_file /usr/lib/llvm-14/lib/clang/14.0.6/lib/linux/libclang_rt.asan-x86_64.a libclang-rt-14-dev
    ;;
  wasm) need_command emcc emscripten ;;
  wasi)
    need_clang
    need_command wasm-ld lld
    need_file /usr/lib/wasm32-wasi/libc.a wasi-libc
    need_file /usr/lib/llvm-14/lib/clang/14.0.6/lib/wasi/libclang_rt.builtins-wasm32.a libclang-rt-14-dev-wasm32
    ;;
  browser) need_command chromium chromium ;;
  format) need_command clang-format clang-format ;;
  bench) need_file /usr/bin/python3 python3 ;;
  size) ;;
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
      DEBIAN_FRONTEND=noninteractive $command >/dev/null
    fi
  else
    echo "krait needs$packages: install with 'sudo $command'" >&2
    exit 1
  fi
fi

if [ -n "$npm" ]; then
  stamp=node_modules/.package-lock.json
  if [ ! -e $stamp ] || [ package-lock.json -nt $stamp ]; then
    command -v npm >/dev/null 2>&1 || {
      echo "krait needs npm, which comes with Node.js 20 or later" >&2
      exit 1
    }
    echo "setup: npm ci" >&2
    npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
    touch $stamp
  fi
fi
