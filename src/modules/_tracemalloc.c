/* Module _tracemalloc: how much memory a program takes between start() and stop(), from the allocator's
 * own counts. Which line allocated a block is not recorded: snapshots say so. */
#include "memory/memory.h"
#include "modules/modules.h"
#include "objects/abstract.h"
#include "objects/errors.h"
#include "objects/tuple.h"

#define FN(name) static kr_value name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames)

static struct {
  bool on;
  int frames;
  size_t base; /* live bytes at the start */
  size_t peak; /* the allocator's highest before it was reset */
} tracing = {.frames = 1};

static void restore_peak(void) {
  if (tracing.peak > kr_memory.peak_bytes) kr_memory.peak_bytes = tracing.peak;
}
FN(tm_reset_peak) {
  if (tracing.on) {
    if (kr_memory.peak_bytes > tracing.peak) tracing.peak = kr_memory.peak_bytes;
    kr_memory.peak_bytes = kr_memory.bytes;
  }
  return KR_NONE;
}
FN(tm_start) {
  int n = args[0] == KR_NULL ? 1 : kr_index_as_int(args[0]);
  if (n == -1 && kr_failed()) return KR_NULL;
  if (n < 1 || n > 65535)
    return kr_raise(&kr_exc_ValueError, "the number of frames must be in range [1; 65535]");
  if (tracing.on) return KR_NONE;
  tracing.on = true;
  tracing.frames = n;
  tracing.base = kr_memory.bytes;
  tracing.peak = 0;
  return tm_reset_peak(self, args, 0, NULL);
}
FN(tm_stop) {
  if (tracing.on) restore_peak();
  tracing.on = false;
  return KR_NONE;
}
FN(tm_is_tracing) { return kr_from_bool(tracing.on); }
FN(tm_clear_traces) {
  if (tracing.on) tracing.base = kr_memory.bytes;
  return tm_reset_peak(self, args, 0, NULL);
}
FN(tm_get_traceback_limit) { return kr_from_small_int(tracing.frames); }
FN(tm_get_tracemalloc_memory) { return kr_from_small_int(0); }
static kr_value since_start(size_t bytes) {
  return kr_from_small_int(tracing.on && bytes > tracing.base ? (int64_t)(bytes - tracing.base) : 0);
}
FN(tm_get_traced_memory) { return kr_tuple_pack(2, since_start(kr_memory.bytes), since_start(kr_memory.peak_bytes)); }
FN(tm_get_traces) {
  return kr_raise(&kr_exc_NotImplementedError, "Krait counts allocated memory but not where it was allocated");
}
FN(tm_get_object_traceback) { return KR_NONE; }

static const kr_method_def methods[] = {
    {"_get_object_traceback", tm_get_object_traceback, 0, "($module, obj, /)", NULL},
    {"_get_traces", tm_get_traces, 0, "($module, /)", NULL},
    {"clear_traces", tm_clear_traces, 0, "($module, /)", NULL},
    {"get_traceback_limit", tm_get_traceback_limit, 0, "($module, /)", NULL},
    {"get_traced_memory", tm_get_traced_memory, 0, "($module, /)", NULL},
    {"get_tracemalloc_memory", tm_get_tracemalloc_memory, 0, "($module, /)", NULL},
    {"is_tracing", tm_is_tracing, 0, "($module, /)", NULL},
    {"reset_peak", tm_reset_peak, 0, "($module, /)", NULL},
    {"start", tm_start, 0, "($module, nframe=1, /)", NULL},
    {"stop", tm_stop, 0, "($module, /)", NULL},
    {NULL, NULL, 0, NULL, NULL}};
const kr_module_def kr_module_def__tracemalloc = {.name = "_tracemalloc", .methods = methods};
