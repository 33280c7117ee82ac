/* Thread stacks, frames, frame objects, tracebacks. */
#include <stdlib.h>

#include "memory/fast_alloc.h"
#include "objects/bytes.h"
#include "objects/fast_memory.h"
#include "vm/vm.h"

/* ---- a thread's stack: chunks, linked backwards -------------------------------------------------- */

typedef struct chunk {
  struct chunk *prev;
  kr_value *prev_next, *prev_end; /* the previous chunk's stack_next and stack_end */
  kr_value *prev_start;
  size_t size;
} chunk;

/* The first chunk of a thread is small (a thread is to cost little); each further one doubles. */
#define FIRST_CHUNK 4096
#define MAX_CHUNK (256 * 1024)

static bool chunk_push(kr_thread *t, size_t bytes) {
  chunk *last = t->chunks;
  size_t size = last ? last->size * 2 : FIRST_CHUNK;
  if (size > MAX_CHUNK) size = MAX_CHUNK;
  if (size < bytes + sizeof(chunk) + 8) size = bytes + sizeof(chunk) + 8; /* 8: for aligning */
  chunk *c = kr_alloc(size);
  if (!c) return false;
  c->prev = last;
  c->prev_next = t->stack_next;
  c->prev_end = t->stack_end;
  c->prev_start = t->chunk_start;
  c->size = size;
  t->chunks = c;
  t->chunk_start = t->stack_next = (kr_value *)(((uintptr_t)(c + 1) + 7) & ~(uintptr_t)7);
  t->stack_end = (kr_value *)((char *)c + size);
  return true;
}

/* The first frame of the current chunk ended: the chunk before serves again. The very first stays. */
void kr_chunk_pop(kr_thread *t, kr_value *start) {
  chunk *c = t->chunks;
  t->stack_next = start;
  if (!c->prev) return;
  t->chunks = c->prev;
  t->stack_next = c->prev_next;
  t->stack_end = c->prev_end;
  t->chunk_start = c->prev_start;
  kr_free(c);
}

bool kr_thread_init_stack(kr_thread *t) { return t->chunks || chunk_push(t, 0); }
void kr_thread_free_stack(kr_thread *t) {
  for (chunk *c = t->chunks; c;) {
    chunk *prev = c->prev;
    kr_free(c);
    c = prev;
  }
  t->chunks = NULL;
}

/* RecursionError is raised with some frames in reserve, so that handlers can still call something. */
#define HEADROOM 50

bool kr_check_depth(void) {
  kr_thread *t = kr.thread;
  if (t->py_depth < kr.recursion_limit) {
    if (t->recursion_headroom && t->py_depth < kr.recursion_limit - HEADROOM) t->recursion_headroom = 0;
    return true;
  }
  if (t->recursion_headroom && t->py_depth < kr.recursion_limit + HEADROOM) return true;
  t->recursion_headroom = 1;
  kr_raise(&kr_exc_RecursionError, "maximum recursion depth exceeded");
  t->recursion_headroom = 0;
  return false;
}

KR_INLINE kr_frame *take_frame(kr_thread *t, size_t nslots) {
  size_t bytes = sizeof(kr_frame) + nslots * sizeof(kr_value);
  if (KR_UNLIKELY((size_t)((char *)t->stack_end - (char *)t->stack_next) < bytes) && !chunk_push(t, bytes))
    return NULL;
  kr_frame *f = (kr_frame *)t->stack_next;
  t->stack_next = f->slots + nslots;
  f->object = NULL;
  f->locals = KR_NULL;
  f->return_offset = 0;
  f->delivery = KR_DELIVER_VALUE;
  f->owner = KR_FRAME_STACK;
  f->trace_lines = f->trace_opcodes = f->state = 0;
  return f;
}

kr_frame *kr_frame_push_raw(size_t nslots) {
  kr_thread *t = kr.thread;
  if (KR_UNLIKELY(t->py_depth >= kr.recursion_limit) && !kr_check_depth()) return NULL;
  kr_frame *f = take_frame(t, nslots);
  if (KR_LIKELY(f)) t->py_depth++;
  return f;
}

/* Gives back the thread-stack memory of f, the innermost frame. */
void kr_frame_release(kr_frame *f) {
  kr_thread *t = kr.thread;
  if (f->owner == KR_FRAME_NATIVE) t->native_depth--;
  else t->py_depth--;
  if ((kr_value *)f == t->chunk_start) kr_chunk_pop(t, (kr_value *)f);
  else t->stack_next = (kr_value *)f;
}

void kr_frame_clear(kr_frame *f) {
  if (f->owner == KR_FRAME_NATIVE) {
    for (kr_value *p = f->sp; p-- > f->slots;) KR_CLEAR(*p);
    kr_frame_release(f);
    return;
  }
  if (f->object) kr_frame_object_detach(f);
  if (f->owner == KR_FRAME_STACK) {
    kr_value *sp = f->sp;
    for (kr_value *p = sp; p-- > f->slots;) KR_CLEAR(*p);
    kr_value locals = f->locals;
    kr_function *fn = f->func;
    kr_frame_release(f);
    kr_decref(locals);
    kr_xdecref_object(fn);
  }
}

/* ---- native frames ------------------------------------------------------------------------------ */

kr_frame *kr_native_push(const kr_native *native) {
  kr_thread *t = kr.thread;
  /* Builtins do not count as recursion, but neither do they go on for ever. */
  if (KR_UNLIKELY(t->native_depth / 8 > kr.recursion_limit)) {
    kr_raise(&kr_exc_RecursionError, "maximum recursion depth exceeded");
    return NULL;
  }
  kr_frame *f = take_frame(t, native->nslots);
  if (!f) return NULL;
  t->native_depth++;
  f->native = native;
  f->owner = KR_FRAME_NATIVE;
  f->func = NULL;
  f->pc = NULL;
  f->sp = f->slots + native->nslots;
  for (uint32_t i = 0; i < native->nslots; i++) f->slots[i] = KR_NULL;
  kr_link_pushed(f);
  return f;
}

/* ---- looking at frames ---------------------------------------------------------------------------- */

kr_frame *kr_frame_python(kr_frame *f) {
  while (f && f->owner == KR_FRAME_NATIVE) f = f->prev;
  return f;
}

int kr_frame_line(const kr_frame *f) { return kr_code_line(f->code, kr_frame_index(f)); }

uint32_t kr_frame_oparg(const kr_frame *f) {
  int i = kr_frame_index(f);
  const uint16_t *u = f->code->units;
  uint32_t arg = u[i] >> 8;
  for (int k = 1, shift = 8; k <= 3 && i - k >= 0 && (u[i - k] & 0xFF) == OP_EXTENDED_ARG; k++, shift += 8)
    arg |= (uint32_t)(u[i - k] >> 8) << shift;
  return arg;
}

int kr_frame_lasti(const kr_frame *f) {
  int i = kr_frame_index(f);
  uint32_t op = f->code->units[i] & 0xFF;
  /* a generator that waits, or is thrown into, is at the instruction it goes on with */
  if (op == OP_YIELD_VALUE || op == OP_RETURN_GENERATOR) i += f->return_offset;
  return i * 2;
}

kr_value kr_frame_get_object(kr_frame *f) {
  if (f->object) return kr_ref(kr_from_object(f->object));
  kr_frame_object *o = kr_gc_alloc_static(&kr_frame_type, sizeof *o);
  if (!o) return KR_NULL;
  o->frame = f;
  o->back = NULL;
  o->trace = KR_NULL;
  o->extra_locals = KR_NULL;
  o->lineno = 0;
  o->trace_lines = true;
  o->trace_opcodes = false;
  kr_gc_untrack(o); /* of interest to the collector once it has the values */
  f->object = o;
  return kr_ref(kr_from_object(o)); /* one reference the frame's, one the caller's */
}

/* f ends. When nobody else holds its frame object, both go; otherwise the object takes over a copy of
 * the frame, with its values, and learns its f_back. The frame's own memory is the caller's business;
 * of a stack frame, nothing is left in it to drop. */
void kr_frame_object_detach(kr_frame *f) {
  kr_frame_object *o = f->object;
  f->object = NULL;
  if (o->head.refs == 1) {
    kr_value trace = o->trace;
    o->frame = NULL;
    if (o->back || o->extra_locals != KR_NULL) {
      kr_decref_object(o);
    } else { /* what its dealloc does */
      kr_gc_free_static(o, &kr_frame_type);
      kr_decref(trace);
    }
    return;
  }
  kr_value exc = kr.thread->exc; /* f may be ending because of it; requests for memory may raise another */
  kr.thread->exc = KR_NULL;
  size_t n = (size_t)(f->sp - f->slots), room = (size_t)f->code->nlocalsplus;
  if (n > room) room = n;
  kr_frame *own = kr_alloc(sizeof *own + room * sizeof(kr_value));
  kr_frame *below = kr_frame_python(f->prev);
  if (below && !o->back) {
    kr_value b = kr_frame_get_object(below);
    if (b != KR_NULL) o->back = KR_AS(kr_frame_object, b);
  }
  kr_clear_exception();
  kr.thread->exc = exc;
  o->frame = own;
  if (!own) {
    /* no memory to remember it: the frame object shows an ended frame without variables */
    kr_decref_object(o);
    return;
  }
  kr_copy_words(own, f, sizeof *own / 8);
  _Static_assert(sizeof *own % 8 == 0, "whole words");
  for (size_t i = 0; i < n; i++) own->slots[i] = f->slots[i];
  for (size_t i = n; i < room; i++) own->slots[i] = KR_NULL;
  own->owner = KR_FRAME_OBJECT;
  own->prev = NULL;
  own->object = o; /* not counted */
  own->sp = own->slots + n;
  own->func = KR_REF(f->func);
  int unbegun = (int)own->code->first_traceable - kr_frame_index(f);
  if (unbegun > 0) own->pc += unbegun + 1; /* a generator's: shown as if its RESUME had run, as in CPython */
  if (f->owner == KR_FRAME_GENERATOR) {
    for (size_t i = 0; i < n; i++) f->slots[i] = KR_NULL;
    kr_incref(own->locals);
  } else {
    f->sp = f->slots;
    f->locals = KR_NULL;
  }
  f->sp = f->slots;
  kr_gc_track(o);
  kr_decref_object(o); /* the frame's reference */
}

/* ---- tracebacks ---------------------------------------------------------------------------------- */

int kr_traceback_here(kr_frame *f) {
  kr_thread *t = kr.thread;
  if (t->exc == KR_NULL) { /* a C function failed without saying why: a bug of ours, not a crash */
    kr_raise(&kr_exc_SystemError, "error return without exception set");
  }
  if (f->code && f->code->in_c) return 0;
  /* Set aside: a request for memory that fails raises too. Then the exception goes on without this entry. */
  kr_value exc = t->exc;
  t->exc = KR_NULL;
  kr_value frame = kr_frame_get_object(f);
  kr_traceback *tb = frame == KR_NULL ? NULL : kr_gc_alloc_static(&kr_traceback_type, sizeof *tb);
  if (!tb) {
    kr_clear_exception();
    kr_decref(frame);
    t->exc = exc;
    return -1;
  }
  t->exc = exc;
  tb->lasti = kr_frame_lasti(f);
  tb->lineno = -1;
  tb->frame = KR_AS(kr_frame_object, frame);
  kr_exception *e = KR_EXC(exc);
  tb->next = e->traceback == KR_NULL ? KR_NONE : e->traceback;
  e->traceback = kr_from_object(tb);
  return 0;
}

/* ---- exception tables ------------------------------------------------------------------------------ */

static const uint8_t *read_varint(const uint8_t *p, const uint8_t *end, int *out) {
  uint32_t v = *p & 63;
  while ((*p & 64) && p + 1 < end) {
    p++;
    v = v << 6 | (*p & 63);
  }
  *out = (int)v;
  return p + 1;
}

int kr_find_handler(const kr_frame *f, int index, int *depth, bool *lasti) {
  const kr_bytes *table = f->code->exceptiontable;
  const uint8_t *p = table->data, *end = p + table->size;
  while (p < end) {
    int start, size, target, dl;
    p = read_varint(p, end, &start);
    if (start > index) return -1;
    if (p < end) p = read_varint(p, end, &size);
    else return -1;
    if (p < end) p = read_varint(p, end, &target);
    else return -1;
    if (p < end) p = read_varint(p, end, &dl);
    else return -1;
    if (start >= 0 && (uint32_t)(index - start) < (uint32_t)size) {
      *depth = dl >> 1;
      *lasti = dl & 1;
      return target;
    }
  }
  return -1;
}
