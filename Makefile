# Krait's front door. `make help` lists the targets.
#
# One source, several builds:
#   native      build/native/krait      AddressSanitizer and UBSan, for tests and fuzzers
#   native32    build/native32/krait    the same with pointers of 32 bits, as WebAssembly has them
#   native-opt  build/native-opt/krait  optimized, for profilers and quick trials
#   debug       build/debug/krait       no optimization, counts references (KR_REF_DEBUG)
#   wasm-debug  dist/krait-debug.wasm   counts references; KRAIT_WASM=dist/krait-debug.wasm node js/cli.mjs
#   wasm        dist/krait.wasm         Emscripten: the product, loaded by js/
#   wasi        dist/krait-wasi.wasm    wasi-libc, for any WASI runtime
# Every .c file below src/ is in every build; src/host/{emscripten,wasi,posix}.c choose themselves.
# Each public target first installs what it lacks (wasm/setup.sh), then takes a lock per build, so
# that two makes in one tree do not write the same files.

BUILD ?= build
DIST ?= dist
CLANG ?= clang
EMCC ?= emcc
NODE ?= node
JOBS ?= $(shell nproc)

.PHONY: help run test conformance bench build dist native native32 native-opt debug wasm wasm-debug release wasi lib format check clean
.DEFAULT_GOAL := help
.NOTPARALLEL: # two set-ups at once would be in each other's way; each build makes its parts in parallel itself

help:
	@echo 'make run [FILE=prog.py] [ARGS="..."]  run a Python program (default: a short tour)'
	@echo 'make test     all test suites            make bench    time Krait beside others'
	@echo "make conformance                      CPython's own suites of the runtime, method by method"
	@echo 'make build    everything in dist/, with a report of sizes'
	@echo 'make wasm | wasm-debug | wasi | native | native32 | native-opt | debug    one build'
	@echo 'make format   reformat C and JavaScript  make check    formats and JavaScript types'
	@echo 'make clean    remove build/ and dist/'

# One lock per build; the recursive make sees the tree as it is once the lock is taken.
locked = @mkdir -p $(BUILD) && flock $(BUILD)/$(1).lock $(MAKE) -s -j$(JOBS) --no-print-directory -f wasm/build.mk \
  BUILD=$(BUILD) DIST=$(DIST) CLANG=$(CLANG) EMCC=$(EMCC) NODE=$(NODE) $(2)
setup = @CLANG=$(CLANG) EMCC=$(EMCC) NODE=$(NODE) sh wasm/setup.sh $(1)

# First of all what a target of several parts needs, so that one line names all that is missing.
need-%:
	$(call setup,$(subst -, ,$*))

native native32 native-opt debug:
	$(call setup,$@ npm)
	+$(call locked,$@,$(BUILD)/$@/krait)
	+$(call locked,lib,lib)

wasm:
	$(call setup,wasm npm)
	+$(call locked,wasm,$(DIST)/krait.wasm)
	+$(call locked,lib,lib js)

# A debug build is both: the native one and the WebAssembly one.
debug: wasm-debug
wasm-debug:
	$(call setup,wasm npm)
	+$(call locked,wasm-debug,$(DIST)/krait-debug.wasm)
	+$(call locked,lib,lib)

# The WebAssembly module as it is shipped.
release:
	$(call setup,wasm npm)
	+$(call locked,wasm,release)
	+$(call locked,lib,lib js)

wasi:
	$(call setup,wasi npm)
	+$(call locked,wasi,$(DIST)/krait-wasi.wasm)
	+$(call locked,lib,lib)

# The standard library for the command line: dist/lib/python3.14.
lib:
	$(call setup,npm)
	+$(call locked,lib,lib)

build: need-wasm-wasi-npm release wasi
	@$(NODE) wasm/size.mjs $(DIST)

dist: build

run: wasm
	@$(NODE) js/cli.mjs $(if $(FILE),$(FILE),js/tour.py) $(ARGS)

test: need-format-wasm-wasi-native-browser-npm check wasm wasi native
	@sh wasm/setup.sh suites || echo 'make test goes on: the tests that need it are skipped'
	@$(NODE) tests/run.mjs $(TESTS)

conformance: wasm
	$(call setup,suites)
	@$(NODE) tests/cpython/run.mjs --jobs $(JOBS) $(ARGS)

bench: release
	$(call setup,bench)
	@$(NODE) tests/bench/bench.mjs $(ARGS)

C_FILES = $(shell find src -name '*.[ch]')
JS_FILES = js wasm tests playground
format:
	$(call setup,format npm)
	@clang-format -i $(C_FILES)
	@npx prettier --log-level warn --write $(wildcard $(JS_FILES)) '*.json'

check:
	$(call setup,format npm)
	@clang-format --dry-run -Werror $(C_FILES)
	@npx prettier --log-level warn --check $(wildcard $(JS_FILES)) '*.json'
	@npx tsc -p js

clean:
	rm -rf $(BUILD) $(DIST)
