/* Module _tracemalloc: which Python code asked for each block of memory that is in use.
 *
 * The allocator reports every block while tracing is on (memory/pages.h). Blocks are in a hash table by address;
 * each points to its traceback, of which equal ones are kept once. All of it is memory of the C library, which is
 * not traced and does not count against limits. A block for which there is no room is not recorded. */
#include <stdlib.h>

#include "memory/pages.h"
#include "modules/modules.h"
#include "objects/abstract.h"
#include "objects/int.h"
#include "objects/str.h"
#include "vm/frame.h"

#define FN(name) static kr_value name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames)

enum { MAX_FRAMES = 65535 };

typedef struct {
  kr_value filename; /* owned */
  uint32_t line;
} where;
typedef struct traceback {
  struct traceback *next; /* in its chain */
  uint32_t hash;
  uint16_t count, total; /* frames kept, frames there were */
  where frames[];        /* the innermost first */
} traceback;
typedef struct {
  void *block; /* NULL: a free entry */
  size_t size;
  const traceback *where;
} trace;

static struct {
  int limit;    /* frames to keep */
  bool ignored; /* the module's own requests are not traced */
  size_t traced, peak;
  trace *traces;
  size_t used, room; /* room: a power of 2, or 0 */
  traceback **chains;
  size_t tracebacks, nchains;
  size_t tracebacks_size;
  traceback *draft; /* room for the longest one */
  kr_value unknown; /* the file of what no Python code asked for */
} t = {.limit = 1};

/* ---- tracebacks ------------------------------------------------------------------------------------ */

KR_INLINE uint32_t mix(uint32_t h, uint64_t v) {
  v = (v ^ h) * UINT64_C(0x9E3779B97F4A7C15);
  return (uint32_t)(v >> 32);
}

static void put_frame(traceback *b, kr_value filename, uint32_t line) {
  if (b->count < t.limit) b->frames[b->count++] = (where){filename, line};
  if (b->total < MAX_FRAMES) b->total++;
}

/* Where the program is, in t.draft. */
static void look(void) {
  traceback *b = t.draft;
  b->count = b->total = 0;
  kr_frame *f = kr.thread ? kr_frame_python(kr.thread->frame) : NULL;
  for (; f; f = kr_frame_python(f->prev)) {
    if ((uint32_t)kr_frame_index(f) < f->code->first_traceable) continue; /* it has not begun */
    int line = b->count < t.limit ? kr_frame_line(f) : 0;
    put_frame(b, f->code->filename, line > 0 ? (uint32_t)line : 0);
  }
  if (!b->total) put_frame(b, t.unknown, 0);
  b->hash = b->total;
  for (uint32_t i = 0; i < b->count; i++)
    b->hash = mix(mix(b->hash, b->frames[i].filename), b->frames[i].line);
}

static void widen_chains(void) {
  size_t n = t.nchains ? t.nchains * 2 : 256;
  traceback **chains = calloc(n, sizeof *chains);
  if (!chains) return;
  for (size_t i = 0; i < t.nchains; i++) {
    for (traceback *b = t.chains[i], *next; b; b = next) {
      next = b->next;
      b->next = chains[b->hash & (n - 1)];
      chains[b->hash & (n - 1)] = b;
    }
  }
  free(t.chains);
  t.chains = chains;
  t.nchains = n;
}

/* The one that is kept of those equal to t.draft. */
static const traceback *intern_draft(void) {
  if (t.tracebacks >= t.nchains) widen_chains();
  if (!t.nchains) return NULL;
  traceback *d = t.draft;
  size_t frames_size = d->count * sizeof(where);
  traceback **chain = &t.chains[d->hash & (t.nchains - 1)];
  for (traceback *b = *chain; b; b = b->next) {
    if (b->hash != d->hash || b->count != d->count || b->total != d->total) continue;
    uint32_t i = 0;
    while (i < b->count && b->frames[i].filename == d->frames[i].filename &&
           b->frames[i].line == d->frames[i].line)
      i++;
    if (i == b->count) return b;
  }
  traceback *b = malloc(sizeof *b + frames_size);
  if (!b) return NULL;
  memcpy(b, d, sizeof *b + frames_size);
  for (uint32_t i = 0; i < b->count; i++) kr_incref(b->frames[i].filename);
  b->next = *chain;
  *chain = b;
  t.tracebacks++;
  t.tracebacks_size += sizeof *b + frames_size;
  return b;
}

/* ---- blocks ---------------------------------------------------------------------------------------- */

KR_INLINE size_t home(const void *p) { return mix(0, (uintptr_t)p >> 3) & (t.room - 1); }
/* Its entry, or the free one where it belongs. */
static trace *find(const void *p) {
  size_t i = home(p);
  while (t.traces[i].block && t.traces[i].block != p) i = (i + 1) & (t.room - 1);
  return &t.traces[i];
}

static bool make_room(void) {
  if (t.used * 3 < t.room * 2) return true;
  trace *old = t.traces;
  size_t n = t.room;
  trace *traces = calloc(n ? n * 2 : 4096, sizeof *traces);
  if (!traces) return t.used + 1 < t.room;
  t.traces = traces;
  t.room = n ? n * 2 : 4096;
  for (size_t i = 0; i < n; i++)
    if (old[i].block) *find(old[i].block) = old[i];
  free(old);
  return true;
}

void kr_trace_free(void *p) {
  if (!t.used) return;
  trace *e = find(p);
  if (!e->block) return;
  t.traced -= e->size;
  t.used--;
  /* what was put behind it for want of room moves up */
  size_t hole = (size_t)(e - t.traces), mask = t.room - 1;
  for (size_t i = (hole + 1) & mask; t.traces[i].block; i = (i + 1) & mask) {
    size_t at = home(t.traces[i].block);
    if (((i - at) & mask) < ((i - hole) & mask)) continue;
    t.traces[hole] = t.traces[i];
    hole = i;
  }
  t.traces[hole].block = NULL;
}

void kr_trace_alloc(void *p, size_t size) {
  if (t.ignored) {
    kr_trace_free(p);
    return;
  }
  if (!make_room()) return;
  look();
  const traceback *b = intern_draft();
  if (!b) return;
  trace *e = find(p);
  if (e->block) t.traced -= e->size;
  else t.used++;
  *e = (trace){p, size, b};
  t.traced += size;
  if (t.traced > t.peak) t.peak = t.traced;
}

static void forget_all(void) {
  traceback **chains = t.chains;
  size_t n = t.nchains;
  free(t.traces);
  t.traces = NULL;
  t.chains = NULL;
  t.used = t.room = t.nchains = t.tracebacks = t.tracebacks_size = t.traced = t.peak = 0;
  for (size_t i = 0; i < n; i++) {
    for (traceback *b = chains[i], *next; b; b = next) {
      next = b->next;
      for (uint32_t k = 0; k < b->count; k++) kr_decref(b->frames[k].filename);
      free(b);
    }
  }
  free(chains);
}

static int start_tracing(int limit) {
  if (kr_traced) return 0;
  if (!t.unknown) t.unknown = kr_str_intern_cstr("<unknown>"); /* the intern table keeps it */
  if (t.unknown == KR_NULL) return -1;
  t.draft = malloc(sizeof *t.draft + (size_t)limit * sizeof(where));
  if (!t.draft) {
    kr_raise_no_memory();
    return -1;
  }
  t.limit = limit;
  t.peak = t.traced = 0;
  kr_pages_trace(true);
  return 0;
}

/* ---- the module -------------------------------------------------------------------------------------- */

FN(is_tracing) { return kr_from_bool(kr_traced); }
FN(clear_traces) {
  if (kr_traced) forget_all();
  return KR_NONE;
}
FN(start) {
  if (kr_args_no_keywords("_tracemalloc.start", kwnames) || kr_args_count("start", nargs, 0, 1))
    return KR_NULL;
  int limit = nargs ? kr_index_as_int(args[0]) : 1;
  if (limit == -1 && kr_failed()) return KR_NULL;
  if (limit < 1 || limit > MAX_FRAMES)
    return kr_raise(&kr_exc_ValueError, "the number of frames must be in range [1; %d]", MAX_FRAMES);
  return start_tracing(limit) ? KR_NULL : KR_NONE;
}
FN(stop) {
  if (!kr_traced) return KR_NONE;
  kr_pages_trace(false);
  forget_all();
  free(t.draft);
  t.draft = NULL;
  return KR_NONE;
}
FN(get_traceback_limit) { return kr_from_small_int(t.limit); }
FN(get_traced_memory) { return kr_tuple_pack(2, kr_int_from_size(t.traced), kr_int_from_size(t.peak)); }
FN(get_tracemalloc_memory) {
  size_t n = t.room * sizeof *t.traces + t.nchains * sizeof *t.chains + t.tracebacks_size;
  if (t.draft) n += sizeof *t.draft + (size_t)t.limit * sizeof(where);
  return kr_int_from_size(n);
}
FN(reset_peak) {
  t.peak = t.traced;
  return KR_NONE;
}

/* ((filename, line), ...); new. */
static kr_value traceback_tuple(const traceback *b) {
  kr_tuple *r = kr_tuple_new(b->count);
  if (!r) return KR_NULL;
  for (uint32_t i = 0; i < b->count; i++) {
    kr_value f = kr_tuple_pack(2, b->frames[i].filename, kr_from_small_int(b->frames[i].line));
    if (f == KR_NULL) {
      kr_decref_object(r);
      return KR_NULL;
    }
    r->items[i] = f;
  }
  return kr_from_object(r);
}

/* One (domain, size, traceback, frames there were) of a copy of the table; the tuple of a traceback that comes
 * again is made once: it is kept in `made`, a hash table by the traceback's address. */
typedef struct {
  const traceback *of;
  kr_value tuple; /* owned */
} made_tuple;
static kr_value trace_tuple(const trace *e, made_tuple *made, size_t mask) {
  size_t i = mix(0, (uintptr_t)e->where >> 3) & mask;
  while (made[i].of && made[i].of != e->where) i = (i + 1) & mask;
  if (!made[i].of) {
    kr_value tuple = traceback_tuple(e->where);
    if (tuple == KR_NULL) return KR_NULL;
    made[i] = (made_tuple){e->where, tuple};
  }
  return kr_tuple_pack(4, kr_from_small_int(0), kr_int_from_size(e->size), made[i].tuple,
                       kr_from_small_int(e->where->total));
}

FN(get_traces) {
  kr_list *l = kr_list_new(0);
  if (!l || !kr_traced) return kr_from_object_or_null(l);
  t.ignored = true; /* so the tracebacks stay what they are; blocks may go */
  size_t n = 0, room = 256;
  while (room < t.tracebacks * 2) room *= 2;
  trace *copy = malloc((t.used ? t.used : 1) * sizeof *copy);
  made_tuple *made = calloc(room, sizeof *made);
  bool ok = copy && made;
  if (!ok) kr_raise_no_memory();
  for (size_t i = 0; ok && i < t.room; i++)
    if (t.traces[i].block) copy[n++] = t.traces[i];
  for (size_t i = 0; ok && i < n; i++)
    ok = kr_list_append_steal(l, trace_tuple(&copy[i], made, room - 1)) == 0;
  for (size_t i = 0; made && i < room; i++)
    if (made[i].of) kr_decref(made[i].tuple);
  free(copy);
  free(made);
  if (!ok) KR_CLEAR_OBJECT(l);
  t.ignored = false;
  return kr_from_object_or_null(l);
}

FN(get_object_traceback) {
  if (!t.used || !kr_is_object(args[0])) return KR_NONE;
  kr_object *o = kr_object_of(args[0]);
  uint32_t large = KR_OF_GC | KR_OF_LARGE;
  void *block = (o->flags & large) == large ? (void *)((kr_large_gc *)o - 1) : o;
  trace *e = find(block);
  return e->block ? traceback_tuple(e->where) : KR_NONE;
}

/* -X tracemalloc, checked already: the number of frames. */
int kr_tracemalloc_init(int limit) { return limit ? start_tracing(limit) : 0; }

static const kr_method_def methods[] = {
    {"is_tracing", is_tracing, 0, "($module, /)", "Whether requests for memory are traced."},
    {"clear_traces", clear_traces, 0, "($module, /)", "Forget the traces of all blocks."},
    {"_get_traces", get_traces, 0, "($module, /)",
     "A tuple (domain, size, traceback, frames there were) of every block traced."},
    {"_get_object_traceback", get_object_traceback, 0, "($module, obj, /)",
     "Where an object was made: a tuple of (filename, line number), or None."},
    {"start", start, KR_FN_RAW, "($module, nframe=1, /)",
     "Start tracing; of each traceback the innermost nframe frames are kept."},
    {"stop", stop, 0, "($module, /)", "Stop tracing and forget all traces."},
    {"get_traceback_limit", get_traceback_limit, 0, "($module, /)",
     "The number of frames that are kept of a traceback."},
    {"get_tracemalloc_memory", get_tracemalloc_memory, 0, "($module, /)",
     "The bytes that tracing itself uses."},
    {"get_traced_memory", get_traced_memory, 0, "($module, /)",
     "The bytes of all blocks traced, now and at most: a tuple."},
    {"reset_peak", reset_peak, 0, "($module, /)", "Make the present size the peak."},
    {0}};
const kr_module_def kr_module_def__tracemalloc = {.name = "_tracemalloc",
                                                  .doc =
                                                      "Traces memory blocks to the code that asked for them.",
                                                  .methods = methods};
