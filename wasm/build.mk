# The real build graph. The top Makefile enters here with a lock held; see there for the targets.

SOURCES := $(sort $(shell find src -name '*.c'))
HEADERS := $(sort $(shell find src -name '*.h'))
GEN := $(BUILD)/gen

# A room with generated parts has a rules.mk that adds to these two and says how they are made.
GENERATED :=
GENERATED_HEADERS :=
OBJECTS = $(SOURCES:%.c=$(BUILD)/$(1)/%.o) \
  $(patsubst $(GEN)/%.c,$(BUILD)/$(1)/gen/%.o,$(GENERATED) $(GEN)/ids.c $(GEN)/frozen.c)
BUILDS := native native32 native-opt debug wasm wasm-debug wasi
$(foreach b,$(BUILDS),$(eval OBJECTS_$(b) = $$(call OBJECTS,$(b))))

.DEFAULT_GOAL := none
.PHONY: none FORCE
none FORCE:
.DELETE_ON_ERROR:
.SUFFIXES:
include $(sort $(wildcard src/*/rules.mk))

WARNINGS := -Wall -Wextra -Wno-unused-parameter -Wno-missing-field-initializers -Wno-missing-braces
CFLAGS_ALL := -std=gnu17 -Isrc -I$(GEN) $(WARNINGS) -fno-strict-aliasing -ffp-contract=off

# --- native -----------------------------------------------------------------------------------------
CFLAGS_native := -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined \
  -fno-sanitize-recover=undefined
# clang has no __int128 for 32-bit x86, but the same by another name.
CFLAGS_native32 := $(CFLAGS_native) -m32 -msse2 -mfpmath=sse -D__int128=_BitInt\(128\) \
  -idirafter /usr/include/x86_64-linux-gnu
CFLAGS_native-opt := -O2 -g -fno-omit-frame-pointer
CFLAGS_debug := -O0 -g3 -DKR_REF_DEBUG=1 -DKR_DEBUG=1
$(foreach b,native native32 native-opt debug,$(eval CFLAGS_$(b) += -DKR_LIBRARY=\"$(abspath $(DIST))/lib/python3.14\"))
LDFLAGS_native := -fsanitize=address,undefined -lm
LDFLAGS_native32 := -m32 $(LDFLAGS_native)
LDFLAGS_native-opt := -lm
LDFLAGS_debug := -lm

# --- WebAssembly ------------------------------------------------------------------------------------
WASM_FEATURES := -mbulk-memory -mnontrapping-fptoint -msign-ext -mmutable-globals
# printf of the C library without doubles: see host/emscripten.c.
NO_DOUBLES := -Dsnprintf=kr_snprintf -Dvsnprintf=vsniprintf
# Unrolled loops are large, and no quicker in the code that engines make of them.
CFLAGS_wasm := -O2 -fno-unroll-loops $(WASM_FEATURES) -fno-exceptions $(NO_DOUBLES)
CFLAGS_wasm-debug := -O1 $(WASM_FEATURES) -fno-exceptions $(NO_DOUBLES) -DKR_REF_DEBUG=1 -DKR_DEBUG=1
# The errno of wasi-libc is thread-local, and clang 14 knows one model of those for this target.
CFLAGS_wasi := --target=wasm32-wasi -O2 $(WASM_FEATURES) -ftls-model=local-exec -D_WASI_EMULATED_SIGNAL \
  -D_WASI_EMULATED_PROCESS_CLOCKS -D_WASI_EMULATED_GETPID
LDFLAGS_wasi := --target=wasm32-wasi -lwasi-emulated-signal -lwasi-emulated-process-clocks \
  -lwasi-emulated-getpid -Wl,-z,stack-size=4194304 -Wl,--strip-debug
include wasm/link.mk

# Debian's emcc cannot find its own node modules under a Node.js that is not Debian's.
EMCC_RUN := NODE_PATH=/usr/share/nodejs $(EMCC)

# What is large and seldom runs long is compiled for size: every download has it.
COLD := src/compile/% src/import/% src/modules/_ast/% src/modules/_datetime/% src/modules/_pickle/% src/modules/decimal/% src/modules/sys/% \
  $(addprefix src/modules/,_abc.c _codecs.c _contextvars.c _csv.c _imp.c _io/fileio.c _io/iobase.c _io/module.c \
    _io/stdin.c _krait.c _locale.c _opcode.c _signal.c _socket.c _stat.c _statistics.c _string.c \
    _suggestions.c _symtable.c _sysconfig.c _thread.c _thread_handle.c _thread_local.c _thread_lock.c \
    _tokenize.c _queue.c _tracemalloc.c _types.c _typing.c _warnings.c _weakref.c array.c atexit.c binascii.c builtins_code.c cmath.c \
    csv_dialect.c csv_reader.c csv_writer.c errno.c faulthandler.c hash/hash.c marshal.c math_gamma.c \
    posix.c posix_dir.c posix_names.c posix_process.c select.c sys.c sys_names.c time.c unicodedata.c) \
  $(addprefix src/objects/,buffer.c builtins_mapping.c bytes_case.c code.c code_lines.c codec_ascii.c \
    codec_errors.c codec_escape.c codecs.c codec_utf16.c codec_utf7.c complex.c errors.c exc_fields.c exc_group.c \
    exc_os.c exc_unicode.c generic_alias.c int_text.c mappingproxy.c memory_items.c \
    memoryview.c memoryview_items.c module.c namespace.c object_reduce.c str_intern.c structseq.c \
    template.c type_attrs.c type_new.c type_slots.c typevar.c unicode_names.c unicode_normalize.c union.c unraisable.c \
    weakproxy.c wrapper.c) \
  $(addprefix src/syntax/,actions.c ast.c decode.c literals.c parse_errors.c) \
  $(addprefix src/vm/,asyncgen.c command.c finalize.c frame_lineno.c frame_locals.c interactive.c names.c \
    options.c prepare.c runtime.c verify.c)
# In their midst, the loops over digits, and over what is pickled.
WARM := $(addprefix src/modules/,decimal/coefficient.c decimal/number.c decimal/signals.c _pickle/memo.c \
  _pickle/pickler.c _pickle/pickler_atoms.c _pickle/pickler_containers.c _pickle/pickler_out.c)
$(patsubst %.c,$(BUILD)/wasm/%.o,$(filter-out $(WARM),$(filter $(COLD),$(SOURCES)))): CFLAGS_wasm += -Oz
# But for these, which probe a few slots in a row.
$(BUILD)/wasm/src/objects/set_table.o $(BUILD)/wasm/src/objects/dict_table.o: CFLAGS_wasm += -funroll-loops

CC_native := $(CLANG)
CC_native32 := $(CLANG)
CC_native-opt := $(CLANG)
CC_debug := $(CLANG)
CC_wasm := $(EMCC_RUN)
CC_wasm-debug := $(EMCC_RUN)
CC_wasi := $(CLANG)

# A file that changes only when its text does: objects depend on the flags they were made with,
# links on the list of objects.
define write_if_changed
@mkdir -p $(dir $(1)); printf '%s\n' '$(2)' | cmp -s - $(1) || printf '%s\n' '$(2)' > $(1)
endef

# $(1): build
define build_rules
$$(BUILD)/$(1)/flags: FORCE
	$$(call write_if_changed,$$@,$$(CC_$(1)) $$(CFLAGS_ALL) $$(CFLAGS_$(1)))
$$(BUILD)/$(1)/objects: FORCE
	$$(call write_if_changed,$$@,$$(OBJECTS_$(1)) $$(LDFLAGS_$(1)))

$$(BUILD)/$(1)/src/%.o: src/%.c $$(BUILD)/$(1)/flags | $$(GENERATED_HEADERS)
	@mkdir -p $$(@D)
	@echo '$(1): $$<'
	@$$(CC_$(1)) $$(CFLAGS_ALL) $$(CFLAGS_$(1)) -MMD -MP -MF $$(@:.o=.d) -MT $$@ -c $$< -o $$@
$$(BUILD)/$(1)/gen/%.o: $$(GEN)/%.c $$(BUILD)/$(1)/flags | $$(GENERATED_HEADERS)
	@mkdir -p $$(@D)
	@$$(CC_$(1)) $$(CFLAGS_ALL) $$(CFLAGS_$(1)) -MMD -MP -MF $$(@:.o=.d) -MT $$@ -c $$< -o $$@

-include $$(OBJECTS_$(1):.o=.d)
endef
$(foreach b,$(BUILDS),$(eval $(call build_rules,$(b))))

define native_link
$$(BUILD)/$(1)/krait: $$(OBJECTS_$(1)) $$(BUILD)/$(1)/objects
	@echo '$(1): link'
	@$$(CC_$(1)) $$(CFLAGS_$(1)) $$(OBJECTS_$(1)) $$(LDFLAGS_$(1)) -o $$@
endef
$(foreach b,native native32 native-opt debug,$(eval $(call native_link,$(b))))

$(DIST)/krait-wasi.wasm: $(OBJECTS_wasi) $(BUILD)/wasi/objects
	@mkdir -p $(@D)
	@echo 'wasi: link'
	@$(CC_wasi) $(OBJECTS_wasi) $(LDFLAGS_wasi) -o $@

# Emscripten's own JavaScript is left behind: js/ is the host.
LINKED := $(BUILD)/wasm/out/krait.wasm
MODULE_TOOLS := $(addprefix wasm/,image.mjs hints.mjs module.mjs)
$(LINKED): $(OBJECTS_wasm) $(BUILD)/wasm/objects wasm/link.mk
	@mkdir -p $(@D)
	@echo 'wasm: link'
	@$(CC_wasm) $(OBJECTS_wasm) $(LDFLAGS_wasm) -o $(@:.wasm=.mjs)
	@$(NODE) wasm/check-imports.mjs $@ || { rm -f $@; exit 1; }
$(DIST)/krait-debug.wasm: $(OBJECTS_wasm-debug) $(BUILD)/wasm-debug/objects wasm/link.mk $(MODULE_TOOLS)
	@mkdir -p $(@D) $(BUILD)/wasm-debug/out
	@echo 'wasm-debug: link'
	@$(CC_wasm-debug) $(OBJECTS_wasm-debug) $(LDFLAGS_wasm) -o $(BUILD)/wasm-debug/out/krait.mjs
	@$(NODE) wasm/check-imports.mjs $(BUILD)/wasm-debug/out/krait.wasm
	@$(NODE) wasm/image.mjs $(BUILD)/wasm-debug/out/krait.wasm $@
$(DIST)/krait.wasm: $(LINKED) $(MODULE_TOOLS)
	@mkdir -p $(@D)
	@$(NODE) wasm/image.mjs $< $@.new
	@$(NODE) wasm/hints.mjs $@.new
	@mv $@.new $@

# The module as it is shipped: without function names.
WASM_OPT ?= wasm-opt
$(BUILD)/wasm/out/krait.stripped.wasm: $(LINKED) $(MODULE_TOOLS)
	@$(WASM_OPT) $(WASM_OPT_FLAGS) $< -o $@.plain
	@$(NODE) wasm/image.mjs $@.plain $@
	@$(NODE) wasm/hints.mjs $@
.PHONY: release
release: $(BUILD)/wasm/out/krait.stripped.wasm $(DIST)/krait.wasm
	@cmp -s $< $(DIST)/krait.wasm || cp $< $(DIST)/krait.wasm

# --- generated C ------------------------------------------------------------------------------------
# ids.c: one static string per KR_ID(name) in the sources. Scanned after every change, rewritten only
# when the set of names changed (so the stamp, not ids.c, follows the sources).
$(GEN)/ids.stamp: wasm/gen-ids.mjs $(SOURCES) $(HEADERS) $(GENERATED) $(GENERATED_HEADERS)
	@mkdir -p $(@D)
	@$(NODE) wasm/gen-ids.mjs $(GEN)/ids.c $(filter-out %.mjs,$^)
	@touch $@
$(GEN)/ids.c: $(GEN)/ids.stamp ;

# frozen.c: the Python modules inside the binary, compiled from the pinned standard library.
$(GEN)/frozen.c: wasm/freeze.mjs wasm/frozen.mjs wasm/stdlib.mjs node_modules/.package-lock.json
	@mkdir -p $(@D)
	@echo 'gen: frozen modules'
	@$(NODE) wasm/freeze.mjs $@

# --- JavaScript as it is shipped --------------------------------------------------------------------------
.PHONY: js
js: $(DIST)/js/index.mjs
$(DIST)/js/index.mjs: wasm/bundle.mjs $(wildcard js/*.mjs) node_modules/.package-lock.json
	@$(NODE) wasm/bundle.mjs $(DIST)

# --- the standard library for the command line ---------------------------------------------------------
.PHONY: lib
lib: $(DIST)/lib/python3.14/.stamp
$(DIST)/lib/python3.14/.stamp: wasm/stdlib.mjs $(wildcard src/lib/*.py src/lib/*/*.py) node_modules/.package-lock.json
	@echo 'lib: $(@D)'
	@$(NODE) wasm/stdlib.mjs $(@D) $(DIST)/library.gz
	@touch $@
