# How the Emscripten build is linked. Only the .wasm file is used: js/system.mjs provides the imports, so
# no JavaScript of Emscripten's is needed, whose loader fails on Node.js 18 and later, whose file system
# is larger and slower than ours, and which cannot be changed between instances.
#
# No Asyncify, threads, setjmp or C++ exceptions: each costs size or speed everywhere. -O1: clang has
# optimized already; Binaryen's passes run once, in `make build`. BigInt: 64-bit arguments cross to
# JavaScript unsplit. Undefined functions are reported by wasm/check-imports.mjs.
# The stack comes first in memory, so that overrunning it traps.
LDFLAGS_wasm := -O1 -g1 --profiling-funcs --no-entry -sWASM_BIGINT=1 -sALLOW_MEMORY_GROWTH=1 \
  -sMAXIMUM_MEMORY=4294901760 -sINITIAL_MEMORY=16777216 -sTOTAL_STACK=2097152 -Wl,--stack-first \
  -sSUPPORT_LONGJMP=0 -sDISABLE_EXCEPTION_CATCHING=1 -sERROR_ON_UNDEFINED_SYMBOLS=0 -sWARN_ON_UNDEFINED_SYMBOLS=0 \
  -sEXPORTED_FUNCTIONS=_malloc,_free -sEXPORTED_RUNTIME_METHODS=[]

# What is shipped is what clang made, without names, and with those of Binaryen's passes that make it smaller after
# brotli and leave the speed as it is. Measured on Node.js 20: -O2 and above make the evaluation loop up to 1.8 times
# slower (V8 does better with the shape clang gives it), optimize-instructions and precompute generators 1.5 times;
# every level makes the module larger. Removed are functions that occur twice, assignments that change nothing and
# locals that others can stand for; constant offsets go into the loads and stores (low-memory-unused: there is only
# the end of the stack, which is guarded).
WASM_OPT_FLAGS := --strip-debug --strip-producers --duplicate-function-elimination --low-memory-unused \
  --optimize-added-constants --rse --coalesce-locals --vacuum --reorder-locals --enable-bulk-memory \
  --enable-nontrapping-float-to-int --enable-sign-ext --enable-mutable-globals
