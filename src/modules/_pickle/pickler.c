/* Pickler: from an object to a pickle. */
#include "modules/_pickle/pickle.h"

#include <stdio.h>

#include "objects/codecs.h"
#include "objects/container.h"
#include "objects/float.h"
#include "objects/function.h"
#include "objects/int.h"
#include "objects/set.h"
#include "vm/frame.h"

/* What was pickled, by identity. Open addressing. */
typedef struct {
  kr_value key; /* owned; KR_NULL: free */
  uint32_t index;
} memo_entry;
typedef struct {
  memo_entry *table; /* NULL: empty */
  uint32_t count, mask;
} memo;

#define NO_FRAME SIZE_MAX
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
  memo memo;
  kr_buf out;
  size_t frame; /* where in `out` the open frame's header is; NO_FRAME */
} pickler;
#define PICKLER(v) KR_AS(pickler, v)

static int save(pickler *p, kr_value v);
static int save_plain(pickler *p, kr_value v, bool by_persistent_id);

/* ---- memo ------------------------------------------------------------------------------------------------ */

static uint32_t memo_slot(const memo *m, kr_value v) {
  uint32_t i = (uint32_t)((v >> 3) * 0x9E3779B1u ^ v >> 32);
  for (;; i++) {
    i &= m->mask;
    if (m->table[i].key == v || m->table[i].key == KR_NULL) return i;
  }
}
static const memo_entry *memo_find(const memo *m, kr_value v) {
  if (!m->table) return NULL;
  const memo_entry *e = &m->table[memo_slot(m, v)];
  return e->key == KR_NULL ? NULL : e;
}
static int memo_put(memo *m, kr_value v, uint32_t index) {
  if (!m->table || m->count * 3 >= m->mask * 2) {
    uint32_t size = m->table ? (m->mask + 1) * 2 : 32;
    memo_entry *table = kr_alloc_array(size, sizeof *table);
    if (!table) return -1;
    memo bigger = {table, m->count, size - 1};
    for (uint32_t i = 0; i < size; i++) table[i] = (memo_entry){.key = KR_NULL};
    for (uint32_t i = 0; m->table && i <= m->mask; i++)
      if (m->table[i].key != KR_NULL) table[memo_slot(&bigger, m->table[i].key)] = m->table[i];
    kr_free(m->table);
    *m = bigger;
  }
  memo_entry *e = &m->table[memo_slot(m, v)];
  if (e->key == KR_NULL) {
    e->key = kr_ref(v);
    m->count++;
  }
  e->index = index;
  return 0;
}
static void memo_drop(memo *m) {
  memo old = *m;
  *m = (memo){0};
  for (uint32_t i = 0; old.table && i <= old.mask; i++) kr_decref(old.table[i].key);
  kr_free(old.table);
}

/* ---- output ---------------------------------------------------------------------------------------------- */

enum { FRAME_HEADER = 9, FRAME_MIN = 4, FRAME_TARGET = 64 << 10, BATCH = 1000 };

static void store(uint8_t *p, uint64_t n, int bytes) {
  for (int i = 0; i < bytes; i++) p[i] = (uint8_t)(n >> 8 * i);
}

static int put(pickler *p, const void *data, size_t size) {
  if (p->framing && p->frame == NO_FRAME) {
    p->frame = p->out.size;
    if (!kr_buf_put(&p->out, "\0\0\0\0\0\0\0\0", FRAME_HEADER)) return -1;
  }
  return kr_buf_put(&p->out, data, size) ? 0 : -1;
}
static int put_op(pickler *p, uint8_t op) { return put(p, &op, 1); }
/* An opcode and an argument of so many bytes, the low ones first. */
static int put_arg(pickler *p, uint8_t op, uint64_t arg, int bytes) {
  uint8_t b[9] = {op};
  store(b + 1, arg, bytes);
  return put(p, b, 1 + (size_t)bytes);
}

static void close_frame(pickler *p) {
  if (!p->framing || p->frame == NO_FRAME) return;
  uint8_t *header = (uint8_t *)p->out.data + p->frame;
  size_t size = p->out.size - p->frame - FRAME_HEADER;
  if (size >= FRAME_MIN) {
    header[0] = OP_FRAME;
    store(header + 1, size, 8);
  } else {
    memmove(header, header + FRAME_HEADER, size);
    p->out.size -= FRAME_HEADER;
  }
  p->frame = NO_FRAME;
}
/* What is in `out` to the file. */
static int flush(pickler *p) {
  kr_value data = kr_bytes_from_buf(&p->out);
  kr_value r = data == KR_NULL ? KR_NULL : kr_call1(p->write, data);
  kr_decref(data);
  kr_decref(r);
  return r == KR_NULL ? -1 : 0;
}
/* A frame that is large enough ends between two objects. */
static int end_large_frame(pickler *p) {
  if (!p->framing || p->frame == NO_FRAME || p->out.size - p->frame - FRAME_HEADER < FRAME_TARGET) return 0;
  close_frame(p);
  return p->write == KR_NULL ? 0 : flush(p);
}
/* A header and data of which `owner` is the object, or KR_NULL; when large, outside of frames and uncopied. */
static int put_data(pickler *p, const uint8_t *header, size_t header_size, const void *data, size_t size,
                    kr_value owner) {
  bool framing = p->framing, large = size >= FRAME_TARGET;
  if (large) {
    close_frame(p);
    p->framing = false;
  }
  int r = put(p, header, header_size);
  if (r == 0 && large && p->write != KR_NULL) {
    r = flush(p);
    kr_value bytes = r < 0 ? KR_NULL : owner == KR_NULL ? kr_bytes_from(data, size) : kr_ref(owner);
    kr_value done = bytes == KR_NULL ? KR_NULL : kr_call1(p->write, bytes);
    kr_decref(bytes);
    kr_decref(done);
    if (done == KR_NULL) r = -1;
  } else if (r == 0) {
    r = put(p, data, size);
  }
  p->framing = framing;
  return r;
}
static int put_sized(pickler *p, uint8_t op, int bytes, const void *data, size_t size, kr_value owner) {
  uint8_t header[9] = {op};
  store(header + 1, size, bytes);
  return put_data(p, header, 1 + (size_t)bytes, data, size, owner);
}

static int put_get(pickler *p, uint32_t index) {
  if (p->bin) return index < 256 ? put_arg(p, OP_BINGET, index, 1) : put_arg(p, OP_LONG_BINGET, index, 4);
  char text[16];
  return put(p, text, (size_t)snprintf(text, sizeof text, "%c%u\n", OP_GET, (unsigned)index));
}
static int memoize(pickler *p, kr_value v) {
  if (p->fast) return 0;
  uint32_t index = p->memo.count;
  if (memo_put(&p->memo, v, index) < 0) return -1;
  if (p->proto >= 4) return put_op(p, OP_MEMOIZE);
  if (p->bin) return index < 256 ? put_arg(p, OP_BINPUT, index, 1) : put_arg(p, OP_LONG_BINPUT, index, 4);
  char text[16];
  return put(p, text, (size_t)snprintf(text, sizeof text, "%c%u\n", OP_PUT, (unsigned)index));
}

/* Adds a note to the current exception: where in the data it happened. -1. */
static KR_COLD int note(const char *fmt, kr_value container, kr_value item) {
  kr_value exc = kr_fetch_exception(), type = kr_full_type_name(container);
  int r = type == KR_NULL ? -1 : kr_exception_add_note(exc, fmt, type, item);
  kr_decref(type);
  if (r < 0) kr_decref(exc);
  else kr_restore_exception_steal(exc);
  return -1;
}
static int save_noted(pickler *p, kr_value v, const char *fmt, kr_value container, kr_value item) {
  return save(p, v) < 0 ? note(fmt, container, item) : 0;
}
#define ITEM_NOTE "when serializing %U item %R"
static int save_item(pickler *p, kr_value v, kr_value container, size_t i) {
  return save_noted(p, v, ITEM_NOTE, container, kr_int_from_size(i));
}

/* ---- numbers, text, bytes ------------------------------------------------------------------------------------ */

static int save_reduce(pickler *p, kr_value tuple, kr_value v);
static int save_as_call(pickler *p, kr_value f, kr_value args_stolen, kr_value v);

static int put_text(pickler *p, uint8_t op, kr_value text_stolen, const char *end) {
  if (text_stolen == KR_NULL) return -1;
  size_t size;
  const char *s = kr_str_utf8(KR_STR(text_stolen), &size);
  int r = !s || put_op(p, op) < 0 || put(p, s, size) < 0 || put(p, end, strlen(end)) < 0 ? -1 : 0;
  kr_decref(text_stolen);
  return r;
}

static int save_int(pickler *p, kr_value v) {
  int64_t i;
  if (kr_int_fits_i64(v, &i) && i >= INT32_MIN && i <= INT32_MAX) {
    if (!p->bin) return put_text(p, OP_INT, kr_int_to_str(v, 10, false), "\n");
    if (i >= 0 && i < 1 << 8) return put_arg(p, OP_BININT1, (uint64_t)i, 1);
    if (i >= 0 && i < 1 << 16) return put_arg(p, OP_BININT2, (uint64_t)i, 2);
    return put_arg(p, OP_BININT, (uint64_t)i, 4);
  }
  if (p->proto < 2) return put_text(p, OP_LONG, kr_repr(v), "L\n");
  size_t n = (size_t)(kr_int_bit_length(v) >> 3) + 1;
  uint8_t *bytes = kr_alloc(n);
  if (!bytes || kr_int_to_bytes(v, bytes, n, true, true) < 0) {
    kr_free(bytes);
    return -1;
  }
  /* A negative number may do with one byte less. */
  if (kr_int_sign(v) < 0 && n > 1 && bytes[n - 1] == 0xFF && bytes[n - 2] & 0x80) n--;
  int r = (n < 256 ? put_arg(p, OP_LONG1, n, 1) : put_arg(p, OP_LONG4, n, 4)) < 0 || put(p, bytes, n) < 0 ? -1
                                                                                                          : 0;
  kr_free(bytes);
  return r;
}

static int save_float(pickler *p, kr_value v) {
  if (!p->bin) return put_text(p, OP_FLOAT, kr_repr(v), "\n");
  double d = kr_float_value(v);
  uint64_t bits;
  memcpy(&bits, &d, sizeof bits);
  if (d != d) bits &= ~(uint64_t)0 << 51; /* what a NaN says beside is the interpreter's own */
  return put_arg(p, OP_BINFLOAT, __builtin_bswap64(bits), 8);
}

static int put_bytes(pickler *p, const void *data, size_t size, kr_value owner) {
  return size < 256 ? put_sized(p, OP_SHORT_BINBYTES, 1, data, size, owner)
                    : put_sized(p, OP_BINBYTES, 4, data, size, owner);
}
static int save_bytes(pickler *p, kr_value v) {
  const kr_bytes *b = KR_BYTES(v);
  if (p->proto >= 3) return put_bytes(p, b->data, b->size, v) < 0 ? -1 : memoize(p, v);
  if (!b->size)
    return save_as_call(p, kr_ref(kr_from_object(&kr_bytes_type)), kr_from_object(&kr_empty_tuple), v);
  kr_value text = kr_str_from_latin1(b->data, b->size);
  kr_value args = text == KR_NULL ? KR_NULL : kr_tuple_pack(2, text, KR_ID(latin1));
  kr_decref(text);
  return save_as_call(p, args == KR_NULL ? KR_NULL : kr_import_attr("codecs", "encode"), args, v);
}
static int save_bytearray(pickler *p, kr_value v) {
  const kr_bytearray *b = KR_AS(kr_bytearray, v);
  if (p->proto >= 5) return put_sized(p, OP_BYTEARRAY8, 8, b->data, b->size, v) < 0 ? -1 : memoize(p, v);
  kr_value args = kr_from_object(&kr_empty_tuple);
  if (b->size) {
    kr_value bytes = kr_bytes_from(b->data, b->size);
    args = bytes == KR_NULL ? KR_NULL : kr_tuple_pack(1, bytes);
    kr_decref(bytes);
  }
  return save_as_call(p, kr_ref(kr_from_object(&kr_bytearray_type)), args, v);
}
static int save_buffer(pickler *p, kr_value v) {
  if (p->proto < 5)
    return KR_RAISE_INT(kr_pickling_error, "PickleBuffer can only be pickled with protocol >= 5");
  kr_value raw = kr_call_method0(v, KR_ID(raw));
  if (raw == KR_NULL) {
    if (!kr_failed_with(&kr_exc_BufferError)) return -1;
    kr_clear_exception();
    return KR_RAISE_INT(kr_pickling_error,
                        "PickleBuffer can not be pickled when pointing to a non-contiguous buffer");
  }
  int in_band = 1, r = -1;
  kr_buffer view;
  if (kr_get_buffer(raw, &view, KR_BUF_SIMPLE) == 0) {
    if (p->buffer_callback != KR_NULL) {
      kr_value answer = kr_call1(p->buffer_callback, v);
      in_band = answer == KR_NULL ? -1 : kr_truth(answer);
      kr_decref(answer);
    }
    if (in_band == 0) {
      r = put_op(p, OP_NEXT_BUFFER) < 0 || (view.readonly && put_op(p, OP_READONLY_BUFFER) < 0) ? -1 : 0;
    } else if (in_band > 0) {
      r = view.readonly ? put_bytes(p, view.buf, (size_t)view.len, KR_NULL)
                        : put_sized(p, OP_BYTEARRAY8, 8, view.buf, (size_t)view.len, KR_NULL);
      if (r == 0) r = memoize(p, v);
    }
    kr_release_buffer(&view);
  }
  kr_decref(raw);
  return r;
}

/* Protocol 0: a line, in which a backslash and what ends lines are escaped too. */
static int put_line(pickler *p, kr_value v) {
  kr_str_builder b = {0};
  const kr_str *s = KR_STR(v);
  for (size_t i = 0; i < s->length; i++) {
    uint32_t c = kr_str_read(s, i);
    char escape[8];
    bool ok = strchr("\\\n\r\x1a", (int)(c < 128 ? c : 'a')) /* the null too */
                  ? (snprintf(escape, sizeof escape, "\\u%04x", (unsigned)c), kr_sb_cstr(&b, escape))
                  : kr_sb_char(&b, c);
    if (!ok) {
      kr_sb_discard(&b);
      return -1;
    }
  }
  kr_value text = kr_sb_finish(&b), bytes = text == KR_NULL ? KR_NULL : kr_encode_raw_unicode_escape(text);
  int r = bytes == KR_NULL || put_op(p, OP_UNICODE) < 0 ||
                  put(p, KR_BYTES(bytes)->data, KR_BYTES(bytes)->size) < 0
              ? -1
              : put_op(p, '\n');
  kr_decref(text);
  kr_decref(bytes);
  return r;
}
static int save_str(pickler *p, kr_value v) {
  int r;
  if (!p->bin) {
    r = put_line(p, v);
  } else if (kr_str_is_ascii(KR_STR(v)) && KR_STR(v)->length < 256 && p->proto >= 4) {
    r = put_sized(p, OP_SHORT_BINUNICODE, 1, kr_str_data(KR_STR(v)), KR_STR(v)->length, KR_NULL);
  } else {
    kr_value bytes = kr_encode_utf8(v, "surrogatepass");
    if (bytes == KR_NULL) return -1;
    size_t size = KR_BYTES(bytes)->size;
    r = size < 256 && p->proto >= 4 ? put_sized(p, OP_SHORT_BINUNICODE, 1, KR_BYTES(bytes)->data, size, bytes)
                                    : put_sized(p, OP_BINUNICODE, 4, KR_BYTES(bytes)->data, size, bytes);
    kr_decref(bytes);
  }
  return r < 0 ? -1 : memoize(p, v);
}

/* ---- containers ------------------------------------------------------------------------------------------------ */

static int save_tuple(pickler *p, kr_value v) {
  uint32_t n = KR_TUPLE(v)->size;
  if (!n && p->bin) return put_op(p, OP_EMPTY_TUPLE);
  if (!n) return put(p, (char[]){OP_MARK, OP_TUPLE}, 2);
  bool small = n <= 3 && p->proto >= 2;
  if (!small && put_op(p, OP_MARK) < 0) return -1;
  for (uint32_t i = 0; i < n; i++)
    if (save_item(p, KR_TUPLE(v)->items[i], v, i) < 0) return -1;
  const memo_entry *e = memo_find(&p->memo, v);
  if (!e) return put_op(p, small ? (uint8_t)(OP_TUPLE1 + n - 1) : OP_TUPLE) < 0 ? -1 : memoize(p, v);
  /* It holds itself, and so was made while its items were saved: these are dropped again. */
  uint32_t index = e->index;
  if (!small && p->bin) return put_op(p, OP_POP_MARK) < 0 ? -1 : put_get(p, index);
  for (uint32_t i = small ? 0 : UINT32_MAX; i != n; i++)
    if (put_op(p, OP_POP) < 0) return -1;
  return put_get(p, index);
}

/* The items that an iterator gives, for `container`. */
static int put_items(pickler *p, kr_value it, kr_value container) {
  size_t at = 0;
  for (size_t n = BATCH; n == BATCH;) {
    kr_value first = kr_next(it), v = KR_NULL;
    if (first == KR_NULL) break;
    n = 1;
    /* A lone one needs no mark. */
    if (p->bin) v = kr_next(it);
    if (v == KR_NULL) {
      int r = kr_failed() ? -1 : save_item(p, first, container, at++);
      kr_decref(first);
      if (r < 0 || put_op(p, OP_APPEND) < 0) return -1;
      if (!p->bin) n = BATCH;
      continue;
    }
    int r = put_op(p, OP_MARK) < 0 ? -1 : save_item(p, first, container, at++);
    kr_decref(first);
    while (r == 0 && v != KR_NULL) {
      r = save_item(p, v, container, at++);
      kr_decref(v);
      v = r == 0 && ++n < BATCH ? kr_next(it) : KR_NULL;
    }
    if (r < 0) kr_decref(v);
    if (r < 0 || kr_failed() || put_op(p, OP_APPENDS) < 0) return -1;
  }
  return kr_failed() ? -1 : 0;
}

/* Fast mode has no memo, so that a container that holds itself would not end. */
static int fast_enter(pickler *p, kr_value v) {
  if (!p->fast || ++p->fast_depth < 50) return 0;
  if (!p->fast_seen && !(p->fast_seen = kr_dict_new())) return -1;
  kr_value key = kr_int_from_i64((int64_t)(v & KR_PAYLOAD_MASK));
  int known = kr_dict_contains(p->fast_seen, key);
  if (known > 0) {
    p->fast_depth = -1;
    kr_raise(&kr_exc_ValueError, "fast mode: can't pickle cyclic objects including object type %.200s at %p",
             kr_type_cname(kr_type_of(v)), (void *)kr_object_of(v));
  }
  int r = known ? -1 : kr_dict_set(p->fast_seen, key, KR_NONE);
  kr_decref(key);
  return r;
}
static void fast_leave(pickler *p, kr_value v) {
  if (!p->fast || p->fast_depth-- < 50 || !p->fast_seen) return;
  kr_value key = kr_int_from_i64((int64_t)(v & KR_PAYLOAD_MASK)), pending = kr_fetch_exception();
  kr_dict_del(p->fast_seen, key);
  kr_decref(key);
  if (pending != KR_NULL) kr_restore_exception_steal(pending);
}

static int put_list(pickler *p, kr_value v) {
  kr_list *l = KR_LIST(v);
  if (!p->bin) {
    kr_value it = kr_iter(v);
    int r = it == KR_NULL ? -1 : put_items(p, it, v);
    kr_decref(it);
    return r;
  }
  bool lone = l->size == 1;
  for (uint32_t i = 0; i < l->size;) {
    if (!lone && put_op(p, OP_MARK) < 0) return -1;
    for (uint32_t end = i + BATCH; i < end && i < l->size; i++) {
      kr_value item = kr_ref(l->items[i]);
      int r = save_item(p, item, v, i);
      kr_decref(item);
      if (r < 0) return -1;
      if (lone) return put_op(p, OP_APPEND);
    }
    if (put_op(p, OP_APPENDS) < 0) return -1;
  }
  return 0;
}
/* An empty container of this kind; then its items go in. */
static int put_empty(pickler *p, kr_value v, uint8_t empty, uint8_t of_marked) {
  int r = p->bin ? put_op(p, empty) : put(p, (uint8_t[]){OP_MARK, of_marked}, 2);
  return r < 0 ? -1 : memoize(p, v);
}
static int save_list(pickler *p, kr_value v) {
  if (fast_enter(p, v) < 0) return -1;
  int r = put_empty(p, v, OP_EMPTY_LIST, OP_LIST) < 0 ? -1 : put_list(p, v);
  fast_leave(p, v);
  return r;
}

static int put_pair(pickler *p, kr_value container, kr_value key, kr_value v) {
  return save(p, key) < 0 ? -1 : save_noted(p, v, ITEM_NOTE, container, key);
}
/* The pairs that an iterator gives, for `container`. */
static int put_pairs(pickler *p, kr_value it, kr_value container) {
  for (size_t n = BATCH; n == BATCH;) {
    kr_value pair = kr_next(it);
    bool marked = false;
    for (n = 0; pair != KR_NULL;) {
      if (!kr_is_tuple(pair) || KR_TUPLE(pair)->size != 2) {
        kr_decref(pair);
        return KR_RAISE_INT(&kr_exc_TypeError, "dict items iterator must return 2-tuples");
      }
      kr_value next = p->bin && n + 1 < BATCH ? kr_next(it) : KR_NULL;
      int r = kr_failed() ? -1 : 0;
      if (r == 0 && !n && next != KR_NULL) {
        marked = true;
        r = put_op(p, OP_MARK);
      }
      if (r == 0) r = put_pair(p, container, KR_TUPLE(pair)->items[0], KR_TUPLE(pair)->items[1]);
      kr_decref(pair);
      if (r < 0) {
        kr_decref(next);
        return -1;
      }
      n++;
      pair = next;
    }
    if (kr_failed()) return -1;
    if (!n) break;
    if (put_op(p, marked ? OP_SETITEMS : OP_SETITEM) < 0) return -1;
    if (!p->bin) n = BATCH;
  }
  return kr_failed() ? -1 : 0;
}
static int put_dict(pickler *p, kr_value v) {
  kr_dict *d = KR_DICT(v);
  uint32_t size = d->used, pos = 0;
  if (!size) return 0;
  if (!p->bin) {
    kr_value items = kr_call_method0(v, KR_ID(items)), it = items == KR_NULL ? KR_NULL : kr_iter(items);
    int r = it == KR_NULL ? -1 : put_pairs(p, it, v);
    kr_decref(it);
    kr_decref(items);
    return r;
  }
  kr_value key, value;
  for (uint32_t n = BATCH; n == BATCH;) {
    if (size > 1 && put_op(p, OP_MARK) < 0) return -1;
    for (n = 0; n < BATCH && kr_dict_next(d, &pos, &key, &value); n++) {
      kr_incref(key);
      kr_incref(value);
      int r = put_pair(p, v, key, value);
      kr_decref(key);
      kr_decref(value);
      if (r < 0) return -1;
      if (d->used != size)
        return KR_RAISE_INT(&kr_exc_RuntimeError, "dictionary changed size during iteration");
    }
    if (put_op(p, size > 1 ? OP_SETITEMS : OP_SETITEM) < 0) return -1;
  }
  return 0;
}
static int save_dict(pickler *p, kr_value v) {
  if (fast_enter(p, v) < 0) return -1;
  int r = put_empty(p, v, OP_EMPTY_DICT, OP_DICT) < 0 ? -1 : put_dict(p, v);
  fast_leave(p, v);
  return r;
}

static int save_element(pickler *p, kr_value v, kr_value set) {
  kr_incref(v);
  int r = save_noted(p, v, "when serializing %U element", set, KR_NONE);
  kr_decref(v);
  return r;
}
static int save_set(pickler *p, kr_value v) {
  kr_set *s = KR_AS(kr_set, v);
  if (p->proto < 4) {
    kr_value list = kr_list_from_iterable(v), args = list == KR_NULL ? KR_NULL : kr_tuple_pack(1, list);
    kr_decref(list);
    return save_as_call(p, kr_ref(kr_from_object(s->head.type)), args, v);
  }
  kr_value key;
  uint32_t pos = 0, size = s->used;
  if (s->head.type == &kr_set_type) {
    if (put_op(p, OP_EMPTY_SET) < 0 || memoize(p, v) < 0) return -1;
    for (uint32_t n = size ? BATCH : 0; n == BATCH;) {
      if (put_op(p, OP_MARK) < 0) return -1;
      for (n = 0; n < BATCH && kr_set_next(s, &pos, &key); n++) {
        if (save_element(p, key, v) < 0) return -1;
        if (s->used != size) return KR_RAISE_INT(&kr_exc_RuntimeError, "set changed size during iteration");
      }
      if (put_op(p, OP_ADDITEMS) < 0) return -1;
    }
    return 0;
  }
  if (put_op(p, OP_MARK) < 0) return -1;
  while (kr_set_next(s, &pos, &key))
    if (save_element(p, key, v) < 0) return -1;
  const memo_entry *e = memo_find(&p->memo, v);
  if (e) {
    uint32_t index = e->index;
    return put_op(p, OP_POP_MARK) < 0 ? -1 : put_get(p, index);
  }
  return put_op(p, OP_FROZENSET) < 0 ? -1 : memoize(p, v);
}

/* ---- what is found again by its name --------------------------------------------------------------------- */

/* PicklingError in place of the current exception, which becomes its cause where it is of one of these. */
static int cannot(const char *fmt, kr_value v, kr_value module, kr_value name) {
  kr_value cause = kr_fetch_exception();
  kr_raise(kr_pickling_error, fmt, v, module, name);
  if (cause != KR_NULL) {
    kr_value e = kr_fetch_exception();
    kr_exception_set_context_steal(e, cause);
    kr_restore_exception_steal(e);
  }
  return -1;
}

/* The loaded module that has v under this name; KR_NONE: none. New. */
static kr_value search_modules(kr_value v, kr_value name) {
  kr_value modules = kr_from_object_or_null(kr_dict_copy(kr.modules)), found = KR_NONE;
  if (modules == KR_NULL) return KR_NULL;
  uint32_t pos = 0;
  kr_value key, module;
  while (found == KR_NONE && kr_dict_next(KR_DICT(modules), &pos, &key, &module)) {
    if (module == KR_NONE || (kr_is_exact_str(key) && (kr_str_equals_cstr(KR_STR(key), "__main__") ||
                                                       kr_str_equals_cstr(KR_STR(key), "__mp_main__"))))
      continue;
    kr_value there = kr_pickle_path(module, name);
    if (there == v) found = kr_ref(key);
    kr_decref(there);
    if (there == KR_NULL && !kr_clear_if(&kr_exc_AttributeError)) found = KR_NULL;
  }
  kr_decref(modules);
  return found;
}
/* The name of the module where v is to be found as `name`: it is. New. */
static kr_value module_of(kr_value v, kr_value name) {
  kr_value module_name;
  if (kr_getattr_optional(v, KR_ID(__module__), &module_name) < 0) return KR_NULL;
  kr_value locals = kr_str_intern_cstr("<locals>");
  bool local =
      locals != KR_NULL && kr_str_find(KR_STR(name), KR_STR(locals), 0, KR_STR(name)->length, 1) >= 0;
  kr_decref(locals);
  if (local) {
    kr_decref(module_name);
    return kr_raise(kr_pickling_error, "Can't pickle local object %R", v);
  }
  if (module_name == KR_NULL || module_name == KR_NONE) {
    module_name = search_modules(v, name);
    if (module_name == KR_NULL) return KR_NULL;
    if (module_name == KR_NONE) module_name = KR_ID(__main__);
  }
  kr_value import = kr_builtin(KR_ID(__import__));
  kr_value imported = import == KR_NULL ? KR_NULL : kr_call1(import, module_name);
  kr_decref(import);
  kr_value module = imported == KR_NULL ? KR_NULL : kr_dict_get_new(kr.modules, module_name);
  if (imported != KR_NULL && module == KR_NULL && !kr_failed()) kr_raise_key(module_name);
  kr_decref(imported);
  if (module == KR_NULL) {
    if (kr_failed_with(&kr_exc_ImportError) || kr_failed_with(&kr_exc_ValueError) ||
        kr_failed_with(&kr_exc_KeyError)) {
      kr_value e = kr_fetch_exception(), text = kr_str_of(e);
      kr_restore_exception_steal(e);
      if (text != KR_NULL) cannot("Can't pickle %R: %U", v, text, KR_NULL);
      kr_decref(text);
    }
    kr_decref(module_name);
    return KR_NULL;
  }
  kr_value there = kr_pickle_path(module, name);
  kr_decref(module);
  kr_decref(there);
  if (there == v) return module_name;
  if (there != KR_NULL) cannot("Can't pickle %R: it's not the same object as %S.%U", v, module_name, name);
  else if (kr_failed_with(&kr_exc_AttributeError))
    cannot("Can't pickle %R: it's not found as %S.%U", v, module_name, name);
  kr_decref(module_name);
  return KR_NULL;
}

/* The code that copyreg.add_extension() gave this name: KR_NONE without. New. */
static kr_value extension_of(kr_value module, kr_value name) {
  kr_value registry = kr_import_attr("copyreg", "_extension_registry"), key = kr_tuple_pack(2, module, name);
  kr_value code = KR_NULL;
  if (registry != KR_NULL && key != KR_NULL && kr_is_dict(registry)) {
    code = kr_dict_get_new(KR_DICT(registry), key);
    if (code == KR_NULL && !kr_failed()) code = KR_NONE;
  }
  kr_decref(registry);
  kr_decref(key);
  return code;
}
static int put_extension(pickler *p, kr_value code, kr_value v) {
  int64_t n;
  if (!kr_is_int(code))
    return KR_RAISE_INT(kr_pickling_error, "Can't pickle %R: extension code %R isn't an integer", v, code);
  if (!kr_int_fits_i64(code, &n) || n <= 0 || n > 0x7fffffff)
    return KR_RAISE_INT(&kr_exc_RuntimeError, "Can't pickle %R: extension code %R is out of range", v, code);
  return n < 1 << 8    ? put_arg(p, OP_EXT1, (uint64_t)n, 1)
         : n < 1 << 16 ? put_arg(p, OP_EXT2, (uint64_t)n, 2)
                       : put_arg(p, OP_EXT4, (uint64_t)n, 4);
}

/* The names these had in Python 2. Both owned, replaced where they were others. */
static int rename_back(kr_value *module, kr_value *name) {
  kr_value names = kr_import_attr("_compat_pickle", "REVERSE_NAME_MAPPING");
  kr_value modules = kr_import_attr("_compat_pickle", "REVERSE_IMPORT_MAPPING");
  kr_value key = kr_tuple_pack(2, *module, *name), found = KR_NULL;
  int r = -1;
  if (names != KR_NULL && modules != KR_NULL && key != KR_NULL && kr_is_dict(names) && kr_is_dict(modules)) {
    found = kr_dict_get_new(KR_DICT(names), key);
    if (found != KR_NULL && kr_is_tuple(found) && KR_TUPLE(found)->size == 2) {
      KR_REPLACE(*module, kr_ref(KR_TUPLE(found)->items[0]));
      KR_REPLACE(*name, kr_ref(KR_TUPLE(found)->items[1]));
    } else if (!kr_failed()) {
      kr_decref(found);
      found = kr_dict_get_new(KR_DICT(modules), *module);
      if (found != KR_NULL) KR_REPLACE(*module, kr_ref(found));
    }
    r = kr_failed() ? -1 : 0;
  }
  kr_decref(found);
  kr_decref(key);
  kr_decref(names);
  kr_decref(modules);
  return r;
}
static int put_identifier(pickler *p, kr_value text, const char *what) {
  if (!kr_is_str(text)) return KR_RAISE_INT(&kr_exc_TypeError, "expected str, %T found", text);
  kr_value bytes = p->proto >= 3 ? kr_encode_utf8(text, NULL) : kr_encode(text, "ascii", NULL);
  if (bytes == KR_NULL) {
    if (!kr_failed_with(&kr_exc_UnicodeEncodeError)) return -1;
    kr_value e = kr_fetch_exception();
    kr_raise(kr_pickling_error, "can't pickle %s identifier %R using pickle protocol %d", what, text,
             p->proto);
    kr_value error = kr_fetch_exception();
    kr_exception_set_context_steal(error, e);
    kr_restore_exception_steal(error);
    return -1;
  }
  int r = put(p, KR_BYTES(bytes)->data, KR_BYTES(bytes)->size) < 0 ? -1 : put_op(p, '\n');
  kr_decref(bytes);
  return r;
}
static int put_global(pickler *p, kr_value module, kr_value name) {
  kr_incref(module);
  kr_incref(name);
  int r = p->proto < 3 && p->fix_imports ? rename_back(&module, &name) : 0;
  if (r == 0)
    r = put_op(p, OP_GLOBAL) < 0 || put_identifier(p, module, "module") < 0 ||
                put_identifier(p, name, "global") < 0
            ? -1
            : 0;
  kr_decref(module);
  kr_decref(name);
  return r;
}
/* Before protocol 4 a name with dots is getattr(getattr(first, second), third). */
static int put_path(pickler *p, kr_value module, kr_value name) {
  kr_value dot = kr_str_from_char('.'), parts = kr_call_method1(name, KR_ID(split), dot), getattr = KR_NULL;
  kr_decref(dot);
  if (parts == KR_NULL) return -1;
  uint32_t n = KR_LIST(parts)->size;
  int r = n > 1 && (getattr = kr_builtin(KR_ID(getattr))) == KR_NULL ? -1 : 0;
  for (uint32_t i = 1; i < n && r == 0; i++) {
    r = save(p, getattr);
    if (r == 0 && p->proto < 2) r = put_op(p, OP_MARK);
  }
  if (r == 0) r = put_global(p, module, KR_LIST(parts)->items[0]);
  for (uint32_t i = 1; i < n && r == 0; i++) {
    r = save(p, KR_LIST(parts)->items[i]);
    if (r == 0) r = put(p, (uint8_t[]){p->proto < 2 ? OP_TUPLE : OP_TUPLE2, OP_REDUCE}, 2);
  }
  kr_decref(getattr);
  kr_decref(parts);
  return r;
}

/* v as the name under which it is found; name KR_NULL: its own. */
static int save_global(pickler *p, kr_value v, kr_value name) {
  kr_incref(name);
  if (name == KR_NULL && kr_getattr_optional(v, KR_ID(__qualname__), &name) < 0) return -1;
  if (name == KR_NULL && (name = kr_getattr(v, KR_ID(__name__))) == KR_NULL) return -1;
  int r = -1;
  kr_value module = KR_NULL, code = KR_NONE;
  if (!kr_is_str(name)) kr_raise(&kr_exc_TypeError, "__qualname__ must be str, not %T", name);
  else module = module_of(v, name);
  if (module != KR_NULL && p->proto >= 2) code = extension_of(module, name);
  if (module != KR_NULL && code != KR_NULL) {
    if (code != KR_NONE) {
      r = put_extension(p, code, v);
    } else {
      if (p->proto >= 4) r = save(p, module) < 0 || save(p, name) < 0 ? -1 : put_op(p, OP_STACK_GLOBAL);
      else r = put_path(p, module, name);
      if (r == 0) r = memoize(p, v);
    }
  }
  kr_decref(code);
  kr_decref(module);
  kr_decref(name);
  return r;
}

/* ---- __reduce__ ---------------------------------------------------------------------------------------------- */

static int save_as_call(pickler *p, kr_value f_stolen, kr_value args_stolen, kr_value v) {
  kr_value t =
      f_stolen == KR_NULL || args_stolen == KR_NULL ? KR_NULL : kr_tuple_pack(2, f_stolen, args_stolen);
  kr_decref(f_stolen);
  kr_decref(args_stolen);
  int r = t == KR_NULL ? -1 : save_reduce(p, t, v);
  kr_decref(t);
  return r;
}

/* cls is first among the arguments of __newobj__ or __newobj_ex__. */
static int check_class(const char *function, kr_value cls) {
  if (kr_is_type(cls)) return 0;
  return KR_RAISE_INT(kr_pickling_error, "first argument to %s() must be a class, not %Q", function, cls);
}
/* And the class of v. */
static int check_class_of(kr_value cls, kr_value v) {
  kr_value of = kr_getattr(v, KR_ID(__class__));
  if (of != KR_NULL && of != cls)
    kr_raise(kr_pickling_error, "first argument to __newobj__() must be %R, not %R", of, cls);
  kr_decref(of);
  return of == cls ? 0 : -1;
}
static int save_newobj(pickler *p, kr_value args, kr_value v) {
  if (!KR_TUPLE(args)->size)
    return KR_RAISE_INT(kr_pickling_error, "__newobj__ expected at least 1 argument, got 0");
  kr_value cls = KR_TUPLE(args)->items[0];
  if (check_class("__newobj__", cls) < 0 || check_class_of(cls, v) < 0 ||
      save_noted(p, cls, "when serializing %U class", v, KR_NONE) < 0)
    return -1;
  kr_value rest = kr_tuple_from_array(KR_TUPLE(args)->items + 1, KR_TUPLE(args)->size - 1);
  int r = rest == KR_NULL ? -1 : save_noted(p, rest, "when serializing %U __new__ arguments", v, KR_NONE);
  kr_decref(rest);
  return r < 0 ? -1 : put_op(p, OP_NEWOBJ);
}
static int save_newobj_ex(pickler *p, kr_value args, kr_value v) {
  if (KR_TUPLE(args)->size != 3)
    return KR_RAISE_INT(kr_pickling_error, "__newobj_ex__ expected 3 arguments, got %u",
                        KR_TUPLE(args)->size);
  kr_value cls = KR_TUPLE(args)->items[0], pos = KR_TUPLE(args)->items[1], kw = KR_TUPLE(args)->items[2];
  if (check_class("__newobj_ex__", cls) < 0) return -1;
  if (!kr_is_tuple(pos))
    return KR_RAISE_INT(kr_pickling_error, "second argument to __newobj_ex__() must be a tuple, not %Q", pos);
  if (!kr_is_dict(kw))
    return KR_RAISE_INT(kr_pickling_error, "third argument to __newobj_ex__() must be a dict, not %Q", kw);
  if (p->proto >= 4) {
    const char *where = "when serializing %U __new__ arguments";
    if (save_noted(p, cls, "when serializing %U class", v, KR_NONE) < 0 ||
        save_noted(p, pos, where, v, KR_NONE) < 0 || save_noted(p, kw, where, v, KR_NONE) < 0)
      return -1;
    return put_op(p, OP_NEWOBJ_EX);
  }
  /* partial(cls.__new__, cls, *pos, **kw)() */
  kr_value partial = kr_import_attr("functools", "partial"), make = KR_NULL, all = KR_NULL, call = KR_NULL;
  if (partial != KR_NULL) make = kr_getattr(cls, KR_ID(__new__));
  if (make != KR_NULL) {
    kr_tuple *t = kr_tuple_new(KR_TUPLE(pos)->size + 2);
    if (t) {
      t->items[0] = kr_ref(make);
      t->items[1] = kr_ref(cls);
      for (uint32_t i = 0; i < KR_TUPLE(pos)->size; i++) t->items[i + 2] = kr_ref(KR_TUPLE(pos)->items[i]);
      all = kr_from_object(t);
      call = kr_call_tuple(partial, all, kw);
    }
  }
  int r = call == KR_NULL ? -1 : save_noted(p, call, "when serializing %U reconstructor", v, KR_NONE);
  kr_decref(partial);
  kr_decref(make);
  kr_decref(all);
  kr_decref(call);
  if (r == 0) r = save(p, kr_from_object(&kr_empty_tuple));
  return r < 0 ? -1 : put_op(p, OP_REDUCE);
}

/* An entry of the tuple that is there and not None. */
static kr_value entry(const kr_tuple *t, uint32_t i) {
  return i < t->size && t->items[i] != KR_NONE ? t->items[i] : KR_NULL;
}
static int save_state(pickler *p, kr_value v, kr_value state, kr_value setter) {
  const char *where = "when serializing %U state";
  if (setter == KR_NULL) return save_noted(p, state, where, v, KR_NONE) < 0 ? -1 : put_op(p, OP_BUILD);
  /* setter(v, state), of which the result is dropped */
  if (save_noted(p, setter, "when serializing %U state setter", v, KR_NONE) < 0 || save(p, v) < 0 ||
      save_noted(p, state, where, v, KR_NONE) < 0)
    return -1;
  return put(p, (uint8_t[]){OP_TUPLE2, OP_REDUCE, OP_POP}, 3);
}
/* What __reduce__ of v said. */
static int save_reduce(pickler *p, kr_value tuple, kr_value v) {
  const kr_tuple *t = KR_TUPLE(tuple);
  if (t->size < 2 || t->size > 6)
    return KR_RAISE_INT(kr_pickling_error, "tuple returned by __reduce__ must contain 2 through 6 elements");
  kr_value f = t->items[0], args = t->items[1];
  kr_value state = entry(t, 2), items = entry(t, 3), pairs = entry(t, 4), setter = entry(t, 5);
  if (!kr_is_callable(f))
    return KR_RAISE_INT(kr_pickling_error,
                        "first item of the tuple returned by __reduce__ must be callable, not %Q", f);
  if (!kr_is_tuple(args))
    return KR_RAISE_INT(kr_pickling_error,
                        "second item of the tuple returned by __reduce__ must be a tuple, not %Q", args);
  static const char *const must_iterate =
      "%s item of the tuple returned by __reduce__ must be an iterator, not %Q";
  if (items != KR_NULL && !kr_type_of(items)->iternext)
    return KR_RAISE_INT(kr_pickling_error, must_iterate, "fourth", items);
  if (pairs != KR_NULL && !kr_type_of(pairs)->iternext)
    return KR_RAISE_INT(kr_pickling_error, must_iterate, "fifth", pairs);
  if (setter != KR_NULL && !kr_is_callable(setter))
    return KR_RAISE_INT(kr_pickling_error,
                        "sixth item of the tuple returned by __reduce__ must be callable, not %Q", setter);
  kr_value name = KR_NULL;
  if (p->proto >= 2 && kr_getattr_optional(f, KR_ID(__name__), &name) < 0) return -1;
  bool named = name != KR_NULL && kr_is_exact_str(name);
  bool ex = named && kr_str_equals_cstr(KR_STR(name), "__newobj_ex__");
  bool plain = named && kr_str_equals_cstr(KR_STR(name), "__newobj__");
  kr_decref(name);
  int r;
  if (ex) {
    r = save_newobj_ex(p, args, v);
  } else if (plain) {
    r = save_newobj(p, args, v);
  } else {
    r = save_noted(p, f, "when serializing %U reconstructor", v, KR_NONE) < 0 ||
                save_noted(p, args, "when serializing %U reconstructor arguments", v, KR_NONE) < 0
            ? -1
            : put_op(p, OP_REDUCE);
  }
  if (r < 0) return -1;
  const memo_entry *known = memo_find(&p->memo, v);
  if (known) {
    /* Its arguments hold it, so that it was made on the way: that one counts. */
    uint32_t index = known->index;
    if (put_op(p, OP_POP) < 0 || put_get(p, index) < 0) return -1;
  } else if (memoize(p, v) < 0) {
    return -1;
  }
  if (items != KR_NULL && put_items(p, items, v) < 0) return -1;
  if (pairs != KR_NULL && put_pairs(p, pairs, v) < 0) return -1;
  return state == KR_NULL ? 0 : save_state(p, v, state, setter);
}

/* The function in a dispatch table for this type: KR_DELETED without. New. */
static kr_value dispatched(pickler *p, kr_type *type) {
  kr_value key = kr_from_object(type), f;
  if (p->dispatch_table != KR_NULL && !kr_is_exact_dict(p->dispatch_table)) {
    f = kr_getitem(p->dispatch_table, key);
    if (f == KR_NULL && kr_clear_if(&kr_exc_LookupError)) return KR_DELETED;
    return f;
  }
  kr_value table =
      p->dispatch_table != KR_NULL ? kr_ref(p->dispatch_table) : kr_import_attr("copyreg", "dispatch_table");
  if (table == KR_NULL) return KR_NULL;
  f = kr_is_dict(table) ? kr_dict_get_new(KR_DICT(table), key) : KR_DELETED;
  kr_decref(table);
  return f == KR_NULL && !kr_failed() ? KR_DELETED : f;
}
/* What v is to be made from: new; KR_DELETED: it is found by its name. */
static kr_value reduce(pickler *p, kr_value v) {
  kr_value f = dispatched(p, kr_type_of(v)), r;
  if (f == KR_NULL) return KR_NULL;
  if (f != KR_DELETED) {
    r = kr_call1(f, v);
    kr_decref(f);
    return r;
  }
  if (kr_is_type(v)) return KR_DELETED;
  int has = kr_getattr_optional(v, KR_ID(__reduce_ex__), &f);
  if (has < 0) return KR_NULL;
  if (has) {
    r = kr_call1(f, kr_from_small_int(p->proto));
  } else {
    has = kr_getattr_optional(v, KR_ID(__reduce__), &f);
    if (has < 0) return KR_NULL;
    if (!has) return kr_raise(kr_pickling_error, "Can't pickle %Q object", v);
    r = kr_call0(f);
  }
  kr_decref(f);
  return r;
}
static int save_reduced(pickler *p, kr_value v, kr_value how_stolen) {
  int r;
  if (how_stolen == KR_NULL) return -1;
  if (how_stolen == KR_DELETED) return save_global(p, v, KR_NULL);
  if (kr_is_str(how_stolen)) {
    r = save_global(p, v, how_stolen);
  } else {
    if (kr_is_tuple(how_stolen)) r = save_reduce(p, how_stolen, v);
    else r = KR_RAISE_INT(kr_pickling_error, "__reduce__ must return a string or tuple, not %Q", how_stolen);
    if (r < 0) note("when serializing %U object", v, KR_NONE);
  }
  kr_decref(how_stolen);
  return r;
}

static int save_type(pickler *p, kr_value v) {
  kr_type *t = KR_AS_TYPE(v);
  kr_value only = t == &kr_none_type              ? KR_NONE
                  : t == &kr_not_implemented_type ? KR_NOT_IMPLEMENTED
                  : t == &kr_ellipsis_type        ? KR_ELLIPSIS
                                                  : KR_NULL;
  if (only == KR_NULL) return save_global(p, v, KR_NULL);
  return save_as_call(p, kr_ref(kr_from_object(&kr_type_type)), kr_tuple_pack(1, only), v);
}

/* ---- dump ------------------------------------------------------------------------------------------------------ */

/* By persistent_id(): 1 done, 0 it has none, -1. */
static int save_persistent(pickler *p, kr_value v) {
  kr_value id = kr_call1(p->persistent_id, v);
  if (id == KR_NULL) return -1;
  if (id == KR_NONE) return 0;
  int r;
  if (p->bin) {
    r = save_plain(p, id, false) < 0 ? -1 : put_op(p, OP_BINPERSID);
  } else {
    kr_value text = kr_str_of(id);
    r = text == KR_NULL ? -1 : 0;
    if (r == 0 && !kr_str_is_ascii(KR_STR(text)))
      r = KR_RAISE_INT(kr_pickling_error, "persistent IDs in protocol 0 must be ASCII strings");
    if (r == 0) r = put_text(p, OP_PERSID, text, "\n");
    else kr_decref(text);
  }
  kr_decref(id);
  return r < 0 ? -1 : 1;
}

/* Objects that hold others, or say themselves how they are pickled. */
static int save_object(pickler *p, kr_value v) {
  kr_type *t = kr_type_of(v);
  if (t == &kr_dict_type) return save_dict(p, v);
  if (t == &kr_set_type || t == &kr_frozenset_type) return save_set(p, v);
  if (t == &kr_list_type) return save_list(p, v);
  if (t == &kr_tuple_type) return save_tuple(p, v);
  if (t == &kr_bytearray_type) return save_bytearray(p, v);
  if (t == &kr_pickle_buffer_type) return save_buffer(p, v);
  if (p->reducer != KR_NULL) {
    kr_value how = kr_call1(p->reducer, v);
    if (how != KR_NOT_IMPLEMENTED) return save_reduced(p, v, how);
  }
  if (t == &kr_type_type) return save_type(p, v);
  if (t == &kr_function_type) return save_global(p, v, KR_NULL);
  return save_reduced(p, v, reduce(p, v));
}
static int save_plain(pickler *p, kr_value v, bool by_persistent_id) {
  if (end_large_frame(p) < 0) return -1;
  if (by_persistent_id && p->persistent_id != KR_NULL) {
    int r = save_persistent(p, v);
    if (r) return r < 0 ? -1 : 0;
  }
  if (v == KR_NONE) return put_op(p, OP_NONE);
  if (kr_is_bool(v)) {
    if (p->proto >= 2) return put_op(p, v == KR_TRUE ? OP_NEWTRUE : OP_NEWFALSE);
    return put(p, v == KR_TRUE ? "I01\n" : "I00\n", 4);
  }
  if (kr_is_exact_int(v)) return save_int(p, v);
  if (kr_is_double(v)) return save_float(p, v);
  const memo_entry *known = memo_find(&p->memo, v);
  if (known) return put_get(p, known->index);
  if (kr_is_exact(v, &kr_bytes_type)) return save_bytes(p, v);
  if (kr_is_exact_str(v)) return save_str(p, v);
  if (kr_enter_recursion(" while pickling an object") < 0) return -1;
  int r = save_object(p, v);
  kr_leave_recursion();
  return r;
}
static int save(pickler *p, kr_value v) { return save_plain(p, v, true); }

#define FN(name) static kr_value name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames)

FN(base_persistent_id) { return KR_NONE; }

/* The whole pickle of v into `out`, and on to the file. */
static int dump(pickler *p, kr_value v) {
  kr_value self = kr_from_object(p), hook = KR_NULL, reducer = KR_NULL;
  if (kr_pickle_hook(self, KR_ID(persistent_id), p->own_persistent_id, base_persistent_id, &hook) < 0)
    return -1;
  if ((p->head.type->tf & KR_TF_HEAP) && kr_getattr_optional(self, KR_ID(reducer_override), &reducer) < 0) {
    kr_decref(hook);
    return -1;
  }
  /* A dump() within this one (from a __reduce__) has its own, and gives these back. */
  kr_value old_hook = p->persistent_id, old_reducer = p->reducer;
  p->persistent_id = hook;
  p->reducer = reducer;
  p->out.size = 0;
  p->frame = NO_FRAME;
  p->framing = false;
  int r = p->proto >= 2 ? put_arg(p, OP_PROTO, p->proto, 1) : 0;
  p->framing = p->proto >= 4;
  if (r == 0) r = save(p, v);
  if (r == 0) r = put_op(p, OP_STOP);
  close_frame(p);
  p->framing = false;
  p->persistent_id = old_hook;
  p->reducer = old_reducer;
  kr_decref(hook);
  kr_decref(reducer);
  if (r == 0 && p->write != KR_NULL) r = flush(p);
  return r;
}

FN(pickler_dump) {
  pickler *p = PICKLER(self);
  if (!p->initialized)
    return kr_raise(kr_pickling_error, "Pickler.__init__() was not called by %T.__init__()", self);
  return dump(p, args[0]) < 0 ? KR_NULL : KR_NONE;
}
FN(pickler_clear_memo) {
  memo_drop(&PICKLER(self)->memo);
  return KR_NONE;
}
static size_t pickler_size(kr_value self) {
  const pickler *p = PICKLER(self);
  return p->head.type->basic_size + p->out.capacity +
         (p->memo.table ? (p->memo.mask + 1) * sizeof(memo_entry) : 0);
}
FN(pickler_sizeof) { return kr_int_from_size(pickler_size(self)); }

/* ---- the object -------------------------------------------------------------------------------------------------- */

/* The arguments that a constructor and the functions have in common; file KR_NULL: dumps(). */
static int set_up(pickler *p, kr_value file, kr_value protocol, kr_value fix_imports, kr_value callback) {
  int64_t proto = KR_PICKLE_DEFAULT;
  if (protocol != KR_NULL && protocol != KR_NONE) {
    proto = kr_index_as_int(protocol);
    if (proto == -1 && kr_failed()) return -1;
    if (proto < 0) proto = KR_PICKLE_HIGHEST;
    if (proto > KR_PICKLE_HIGHEST)
      return KR_RAISE_INT(&kr_exc_ValueError, "pickle protocol must be <= %d", KR_PICKLE_HIGHEST);
  }
  int fix = fix_imports == KR_NULL ? 1 : kr_truth(fix_imports);
  if (fix < 0) return -1;
  if (callback == KR_NONE) callback = KR_NULL;
  if (callback != KR_NULL && proto < 5)
    return KR_RAISE_INT(&kr_exc_ValueError, "buffer_callback needs protocol >= 5");
  p->proto = (uint8_t)proto;
  p->bin = proto > 0;
  p->fix_imports = fix && proto < 3;
  KR_REPLACE(p->buffer_callback, kr_ref(callback));
  if (file != KR_NULL) {
    kr_value write;
    if (kr_getattr_optional(file, KR_ID(write), &write) < 0) return -1;
    if (write == KR_NULL) return KR_RAISE_INT(&kr_exc_TypeError, "file must have a 'write' attribute");
    KR_REPLACE(p->write, write);
  }
  p->initialized = true;
  return 0;
}

static kr_value pickler_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  kr_value v = kr_type_generic_alloc(type, 0);
  if (v == KR_NULL) return KR_NULL;
  pickler *p = PICKLER(v);
  p->write = p->buffer_callback = p->dispatch_table = p->own_persistent_id = p->persistent_id = p->reducer =
      KR_NULL;
  p->frame = NO_FRAME;
  return v;
}
static int pickler_init(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  static kr_bound_spec *spec;
  kr_value a[4];
  if (kr_args_bind(&spec, "Pickler", "(file, protocol=None, fix_imports=True, buffer_callback=None)", args,
                   nargs, kwnames, a) < 0)
    return -1;
  pickler *p = PICKLER(self);
  p->initialized = false;
  p->fast = 0;
  p->fast_depth = 0;
  memo_drop(&p->memo);
  KR_CLEAR_OBJECT(p->fast_seen);
  if (set_up(p, a[0], a[1], a[2], a[3]) < 0) return -1;
  /* A class may have it as an attribute. */
  if (p->head.type->tf & KR_TF_HEAP) {
    kr_value table;
    if (kr_getattr_optional(self, KR_ID(dispatch_table), &table) < 0) return -1;
    KR_REPLACE(p->dispatch_table, table);
  }
  return 0;
}
static int pickler_clear(kr_object *o) {
  pickler *p = (pickler *)o;
  KR_CLEAR(p->write);
  KR_CLEAR(p->buffer_callback);
  KR_CLEAR(p->dispatch_table);
  KR_CLEAR(p->own_persistent_id);
  KR_CLEAR_OBJECT(p->fast_seen);
  memo_drop(&p->memo);
  return 0;
}
static int pickler_traverse(kr_object *o, kr_visit visit, void *arg) {
  pickler *p = (pickler *)o;
  KR_VISIT(p->write);
  KR_VISIT(p->buffer_callback);
  KR_VISIT(p->dispatch_table);
  KR_VISIT(p->own_persistent_id);
  KR_VISIT_OBJECT(p->fast_seen);
  for (uint32_t i = 0; p->memo.table && i <= p->memo.mask; i++) KR_VISIT(p->memo.table[i].key);
  return 0;
}
static void pickler_dealloc(kr_object *o) {
  pickler_clear(o);
  kr_buf_free(&((pickler *)o)->out);
  kr_object_free(o);
}

static bool is_hook(kr_value name) {
  return name == KR_ID(persistent_id) ||
         (kr_is_exact_str(name) && kr_str_equals_cstr(KR_STR(name), "persistent_id"));
}
static kr_value pickler_getattro(kr_value self, kr_value name) {
  kr_value own = PICKLER(self)->own_persistent_id;
  return own != KR_NULL && is_hook(name) ? kr_ref(own) : kr_generic_getattr(self, name);
}
static int pickler_setattro(kr_value self, kr_value name, kr_value v) {
  if (!is_hook(name) || (v == KR_NULL && PICKLER(self)->own_persistent_id == KR_NULL))
    return kr_generic_setattr(self, name, v);
  KR_REPLACE(PICKLER(self)->own_persistent_id, kr_ref(v));
  return 0;
}

static kr_value memo_get(kr_value self, void *closure) {
  return kr_memo_proxy_new(&kr_pickler_memo_type, self);
}
/* A dict as memo.copy() gives it: id -> (index, object). */
static int memo_of_dict(memo *m, kr_dict *d) {
  uint32_t pos = 0;
  kr_value key, v;
  while (kr_dict_next(d, &pos, &key, &v)) {
    if (!kr_is_tuple(v) || KR_TUPLE(v)->size != 2)
      return KR_RAISE_INT(&kr_exc_TypeError, "'memo' values must be 2-item tuples");
    kr_value index = KR_TUPLE(v)->items[0];
    if (!kr_is_int(index)) return KR_RAISE_INT(&kr_exc_TypeError, "an integer is required");
    int64_t i = kr_int_as_i64(index);
    if (kr_failed() || memo_put(m, KR_TUPLE(v)->items[1], (uint32_t)i) < 0) return -1;
  }
  return 0;
}
static int memo_set(kr_value self, kr_value v, void *closure) {
  memo m = {0};
  if (v == KR_NULL) return KR_RAISE_INT(&kr_exc_TypeError, "attribute deletion is not supported");
  if (kr_is_exact(v, &kr_pickler_memo_type)) {
    const memo *other = &PICKLER(KR_AS(kr_memo_proxy, v)->owner)->memo;
    for (uint32_t i = 0; other->table && i <= other->mask; i++)
      if (other->table[i].key != KR_NULL && memo_put(&m, other->table[i].key, other->table[i].index) < 0)
        goto failed;
  } else if (kr_is_dict(v)) {
    if (memo_of_dict(&m, KR_DICT(v)) < 0) goto failed;
  } else {
    return KR_RAISE_INT(&kr_exc_TypeError,
                        "'memo' attribute must be a PicklerMemoProxy object or dict, not %T", v);
  }
  memo old = PICKLER(self)->memo;
  PICKLER(self)->memo = m;
  memo_drop(&old);
  return 0;
failed:
  memo_drop(&m);
  return -1;
}

FN(proxy_clear) {
  memo_drop(&PICKLER(KR_AS(kr_memo_proxy, self)->owner)->memo);
  return KR_NONE;
}
FN(proxy_copy) {
  const memo *m = &PICKLER(KR_AS(kr_memo_proxy, self)->owner)->memo;
  kr_dict *d = kr_dict_new();
  for (uint32_t i = 0; d && m->table && i <= m->mask; i++) {
    const memo_entry *e = &m->table[i];
    if (e->key == KR_NULL) continue;
    kr_value id = kr_builtin(KR_ID(id)), key = id == KR_NULL ? KR_NULL : kr_call1(id, e->key);
    kr_value v = key == KR_NULL ? KR_NULL : kr_tuple_pack(2, kr_from_small_int(e->index), e->key);
    if (v == KR_NULL || kr_dict_set(d, key, v) < 0) KR_CLEAR_OBJECT(d);
    kr_decref(id);
    kr_decref(key);
    kr_decref(v);
  }
  return kr_from_object_or_null(d);
}
FN(proxy_reduce) { return kr_memo_reduce(proxy_copy(self, NULL, 0, NULL)); }
static const kr_method_def proxy_methods[] = {
    {"clear", proxy_clear, 0, "($self, /)", "Forget everything."},
    {"copy", proxy_copy, 0, "($self, /)", "The memo as a dict: id -> (index, object)."},
    {"__reduce__", proxy_reduce, 0, "($self, /)", "It is pickled as a dict."},
    {0},
};
kr_type kr_pickler_memo_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "_pickle.PicklerMemoProxy",
    .tf = KR_TF_GC | KR_TF_NO_NEW,
    .basic_size = sizeof(kr_memo_proxy),
    .dealloc = kr_memo_proxy_dealloc,
    .traverse = kr_memo_proxy_traverse,
    .methods = proxy_methods,
    .hash = kr_hash_not_implemented,
};

static const kr_method_def pickler_methods[] = {
    {"dump", pickler_dump, 0, "($self, obj, /)", "Write the pickle of obj to the file."},
    {"clear_memo", pickler_clear_memo, 0, "($self, /)",
     "Forget what was pickled: it will be written again, not referred to."},
    {"persistent_id", base_persistent_id, 0, "($self, obj, /)", NULL},
    {"__sizeof__", pickler_sizeof, 0, "($self, /)", "Size in memory, in bytes."},
    {0},
};
static const kr_member_def pickler_members[] = {
    {"bin", KR_MEMBER_I32, offsetof(pickler, bin)},
    {"fast", KR_MEMBER_I32, offsetof(pickler, fast)},
    {"dispatch_table", KR_MEMBER_VALUE_EX, offsetof(pickler, dispatch_table)},
    {0},
};
static const kr_getset_def pickler_getset[] = {{"memo", memo_get, memo_set, NULL, NULL}, {0}};
kr_type kr_pickler_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "_pickle.Pickler",
    .doc = "Pickler(file, protocol=None, fix_imports=True, buffer_callback=None)\n--\n\n"
           "Writes pickles to a file: any object whose write() takes bytes.",
    .tf = KR_TF_BASETYPE | KR_TF_GC,
    .basic_size = sizeof(pickler),
    .methods = pickler_methods,
    .members = pickler_members,
    .getset = pickler_getset,
    .dealloc = pickler_dealloc,
    .traverse = pickler_traverse,
    .clear = pickler_clear,
    .size_of = pickler_size,
    .getattro = pickler_getattro,
    .setattro = pickler_setattro,
    .init = pickler_init,
    .new_ = pickler_new,
};

/* ---- dump() and dumps() -------------------------------------------------------------------------------------------- */

kr_value kr_pickle_dump(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  kr_value v = pickler_new(&kr_pickler_type, NULL, 0, NULL);
  if (v == KR_NULL) return KR_NULL;
  int r = set_up(PICKLER(v), args[1], args[2], args[3], args[4]) < 0 ? -1 : dump(PICKLER(v), args[0]);
  kr_decref(v);
  return r < 0 ? KR_NULL : KR_NONE;
}
kr_value kr_pickle_dumps(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  kr_value v = pickler_new(&kr_pickler_type, NULL, 0, NULL), bytes = KR_NULL;
  if (v == KR_NULL) return KR_NULL;
  if (set_up(PICKLER(v), KR_NULL, args[1], args[2], args[3]) == 0 && dump(PICKLER(v), args[0]) == 0)
    bytes = kr_bytes_from_buf(&PICKLER(v)->out);
  kr_decref(v);
  return bytes;
}
