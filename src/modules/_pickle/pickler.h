/* The pickler's parts, for each other:
 *
 *   pickler.c             the object, dump(), which way an object is saved
 *   pickler_out.c         output: opcodes, frames; the memo
 *   pickler_atoms.c       numbers, texts, bytes
 *   pickler_containers.c  tuples, lists, dicts, sets
 *   pickler_names.c       classes and functions: what is found again by its name
 *   pickler_reduce.c      what __reduce__ answers
 *
 * Functions that give an int: 0, or -1 with an exception.
 */
#ifndef KR_PICKLER_H
#define KR_PICKLER_H

#include "modules/_pickle/pickle.h"

/* What was pickled, by identity. Open addressing. */
typedef struct {
  kr_value key; /* owned; KR_NULL: free */
  uint32_t index;
} kr_pickle_memo_entry;
typedef struct {
  kr_pickle_memo_entry *table; /* NULL: empty */
  uint32_t count, mask;
} kr_pickle_memo;

typedef struct {
  KR_OBJECT_HEAD
  int32_t fast;
  kr_value write;                  /* file.write; KR_NULL: all stays in `out` */
  kr_value buffer_callback;        /* KR_NULL: none */
  kr_value dispatch_table;         /* KR_NULL: copyreg's */
  kr_value own_persistent_id;      /* set on the instance; or KR_NULL */
  kr_value persistent_id, reducer; /* during dump(): KR_NULL: none */
  kr_dict *fast_seen;              /* fast mode: the containers being pickled, when they are nested deeply */
  int32_t fast_depth;
  int32_t bin;
  uint8_t proto;
  bool initialized, fix_imports, framing;
  kr_pickle_memo memo;
  kr_buf out;
  size_t frame; /* where in `out` the open frame's header is; KR_PICKLE_NO_FRAME */
} kr_pickler;
#define KR_PICKLER(v) KR_AS(kr_pickler, v)
#define KR_PICKLE_NO_FRAME SIZE_MAX

/* ---- the memo ------------------------------------------------------------------------------------------ */

/* Where v is, or would be. */
KR_INLINE uint32_t kr_pickle_memo_slot(const kr_pickle_memo *m, kr_value v) {
  uint32_t i = (uint32_t)((v >> 3) * 0x9E3779B1u ^ v >> 32);
  for (;; i++) {
    i &= m->mask;
    if (m->table[i].key == v || m->table[i].key == KR_NULL) return i;
  }
}
/* NULL: not there. */
KR_INLINE const kr_pickle_memo_entry *kr_pickle_memo_find(const kr_pickle_memo *m, kr_value v) {
  if (!m->table) return NULL;
  const kr_pickle_memo_entry *e = &m->table[kr_pickle_memo_slot(m, v)];
  return e->key == KR_NULL ? NULL : e;
}
int kr_pickle_memo_put(kr_pickle_memo *m, kr_value v, uint32_t index);
void kr_pickle_memo_drop(kr_pickle_memo *m);

/* ---- output -------------------------------------------------------------------------------------------- */

int kr_pickle_put(kr_pickler *p, const void *data, size_t size);
int kr_pickle_put_op(kr_pickler *p, uint8_t op);
/* An opcode and an argument of so many bytes, the low ones first. */
int kr_pickle_put_arg(kr_pickler *p, uint8_t op, uint64_t arg, int bytes);
/* An opcode, the size in so many bytes, and the data of which `owner` is the object, or KR_NULL. */
int kr_pickle_put_sized(kr_pickler *p, uint8_t op, int bytes, const void *data, size_t size, kr_value owner);
/* An opcode, a text and what ends it. */
int kr_pickle_put_text(kr_pickler *p, uint8_t op, kr_value text_stolen, const char *end);
/* What the memo has under this index. */
int kr_pickle_put_get(kr_pickler *p, uint32_t index);
/* v, which was just written, goes into the memo. */
int kr_pickle_memoize(kr_pickler *p, kr_value v);
void kr_pickle_close_frame(kr_pickler *p);
/* A frame that is large enough ends between two objects. */
enum { KR_PICKLE_FRAME_HEADER = 9, KR_PICKLE_FRAME_TARGET = 64 << 10 };
int kr_pickle_flush_frame(kr_pickler *p);
KR_INLINE int kr_pickle_end_large_frame(kr_pickler *p) {
  bool large = p->framing && p->frame != KR_PICKLE_NO_FRAME &&
               p->out.size - p->frame - KR_PICKLE_FRAME_HEADER >= KR_PICKLE_FRAME_TARGET;
  return large ? kr_pickle_flush_frame(p) : 0;
}
/* What is in `out` to the file. */
int kr_pickle_flush(kr_pickler *p);

/* ---- objects ------------------------------------------------------------------------------------------- */

/* Any object. */
int kr_pickle_save(kr_pickler *p, kr_value v);
/* The same; an exception gets a note: fmt of the container's type and `item`. */
int kr_pickle_save_noted(kr_pickler *p, kr_value v, const char *fmt, kr_value container, kr_value item);
int kr_pickle_note(const char *fmt, kr_value container, kr_value item); /* that note; -1 */

int kr_pickle_save_int(kr_pickler *p, kr_value v);
int kr_pickle_save_float(kr_pickler *p, kr_value v);
int kr_pickle_save_bytes(kr_pickler *p, kr_value v);
int kr_pickle_save_bytearray(kr_pickler *p, kr_value v);
int kr_pickle_save_buffer(kr_pickler *p, kr_value v); /* a PickleBuffer */
int kr_pickle_save_str(kr_pickler *p, kr_value v);

int kr_pickle_save_tuple(kr_pickler *p, kr_value v);
int kr_pickle_save_list(kr_pickler *p, kr_value v);
int kr_pickle_save_dict(kr_pickler *p, kr_value v);
int kr_pickle_save_set(kr_pickler *p, kr_value v); /* a set or frozenset */
/* The items, the pairs that an iterator gives, for `container`. */
int kr_pickle_put_items(kr_pickler *p, kr_value it, kr_value container);
int kr_pickle_put_pairs(kr_pickler *p, kr_value it, kr_value container);

/* v as the name under which it is found; name KR_NULL: its own. */
int kr_pickle_save_global(kr_pickler *p, kr_value v, kr_value name);
int kr_pickle_save_type(kr_pickler *p, kr_value v); /* a class that is of `type` itself */
/* What a dispatch table, __reduce_ex__ or __reduce__ says of v. New; KR_DELETED: it is found by its name. */
kr_value kr_pickle_reduce(kr_pickler *p, kr_value v);
/* v as they or reducer_override() said; KR_NULL: they raised. */
int kr_pickle_save_reduced(kr_pickler *p, kr_value v, kr_value how_stolen);
/* v as f(*args). */
int kr_pickle_save_as_call(kr_pickler *p, kr_value f_stolen, kr_value args_stolen, kr_value v);

#endif
