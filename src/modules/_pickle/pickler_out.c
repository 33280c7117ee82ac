/* The pickler's output: opcodes with their arguments, in frames; and the memo of what was written. */
#include "modules/_pickle/pickler.h"

#include <stdio.h>

/* ---- memo ---------------------------------------------------------------------------------------------- */

int kr_pickle_memo_put(kr_pickle_memo *m, kr_value v, uint32_t index) {
  if (!m->table || m->count * 3 >= m->mask * 2) {
    uint32_t size = m->table ? (m->mask + 1) * 2 : 32;
    kr_pickle_memo_entry *table = kr_alloc_array(size, sizeof *table);
    if (!table) return -1;
    kr_pickle_memo bigger = {table, m->count, size - 1};
    for (uint32_t i = 0; i < size; i++) table[i] = (kr_pickle_memo_entry){.key = KR_NULL};
    for (uint32_t i = 0; m->table && i <= m->mask; i++)
      if (m->table[i].key != KR_NULL) table[kr_pickle_memo_slot(&bigger, m->table[i].key)] = m->table[i];
    kr_free(m->table);
    *m = bigger;
  }
  kr_pickle_memo_entry *e = &m->table[kr_pickle_memo_slot(m, v)];
  if (e->key == KR_NULL) {
    e->key = kr_ref(v);
    m->count++;
  }
  e->index = index;
  return 0;
}
void kr_pickle_memo_drop(kr_pickle_memo *m) {
  kr_pickle_memo old = *m;
  *m = (kr_pickle_memo){0};
  for (uint32_t i = 0; old.table && i <= old.mask; i++) kr_decref(old.table[i].key);
  kr_free(old.table);
}

/* ---- output -------------------------------------------------------------------------------------------- */

enum { FRAME_HEADER = KR_PICKLE_FRAME_HEADER, FRAME_TARGET = KR_PICKLE_FRAME_TARGET, FRAME_MIN = 4 };

static void store(uint8_t *p, uint64_t n, int bytes) {
  for (int i = 0; i < bytes; i++) p[i] = (uint8_t)(n >> 8 * i);
}

int kr_pickle_put(kr_pickler *p, const void *data, size_t size) {
  if (p->framing && p->frame == KR_PICKLE_NO_FRAME) {
    p->frame = p->out.size;
    if (!kr_buf_put(&p->out, "\0\0\0\0\0\0\0\0", FRAME_HEADER)) return -1;
  }
  return kr_buf_put(&p->out, data, size) ? 0 : -1;
}
int kr_pickle_put_op(kr_pickler *p, uint8_t op) { return kr_pickle_put(p, &op, 1); }
int kr_pickle_put_arg(kr_pickler *p, uint8_t op, uint64_t arg, int bytes) {
  uint8_t b[9] = {op};
  store(b + 1, arg, bytes);
  return kr_pickle_put(p, b, 1 + (size_t)bytes);
}

void kr_pickle_close_frame(kr_pickler *p) {
  if (!p->framing || p->frame == KR_PICKLE_NO_FRAME) return;
  uint8_t *header = (uint8_t *)p->out.data + p->frame;
  size_t size = p->out.size - p->frame - FRAME_HEADER;
  if (size >= FRAME_MIN) {
    header[0] = OP_FRAME;
    store(header + 1, size, 8);
  } else {
    memmove(header, header + FRAME_HEADER, size);
    p->out.size -= FRAME_HEADER;
  }
  p->frame = KR_PICKLE_NO_FRAME;
}
int kr_pickle_flush(kr_pickler *p) {
  kr_value data = kr_bytes_from_buf(&p->out);
  if (data == KR_NULL) return -1;
  int r = kr_drop_result(kr_call1(p->write, data));
  kr_decref(data);
  return r;
}
int kr_pickle_flush_frame(kr_pickler *p) {
  kr_pickle_close_frame(p);
  return p->write == KR_NULL ? 0 : kr_pickle_flush(p);
}
/* A header and data of which `owner` is the object, or KR_NULL; when large, outside of frames and uncopied. */
static int put_data(kr_pickler *p, const uint8_t *header, size_t header_size, const void *data, size_t size,
                    kr_value owner) {
  bool framing = p->framing, large = size >= FRAME_TARGET;
  if (large) {
    kr_pickle_close_frame(p);
    p->framing = false;
  }
  int r = kr_pickle_put(p, header, header_size);
  if (r == 0 && large && p->write != KR_NULL) {
    r = kr_pickle_flush(p);
    kr_value bytes = r < 0 ? KR_NULL : owner == KR_NULL ? kr_bytes_from(data, size) : kr_ref(owner);
    r = bytes == KR_NULL ? -1 : kr_drop_result(kr_call1(p->write, bytes));
    kr_decref(bytes);
  } else if (r == 0) {
    r = kr_pickle_put(p, data, size);
  }
  p->framing = framing;
  return r;
}
int kr_pickle_put_sized(kr_pickler *p, uint8_t op, int bytes, const void *data, size_t size, kr_value owner) {
  uint8_t header[9] = {op};
  store(header + 1, size, bytes);
  return put_data(p, header, 1 + (size_t)bytes, data, size, owner);
}

/* An opcode and an index into the memo: `in_text` in protocol 0, `small` up to 255, `large`. */
static int put_index(kr_pickler *p, uint8_t in_text, uint8_t small, uint8_t large, uint32_t index) {
  if (p->bin)
    return index < 256 ? kr_pickle_put_arg(p, small, index, 1) : kr_pickle_put_arg(p, large, index, 4);
  char text[16];
  return kr_pickle_put(p, text, (size_t)snprintf(text, sizeof text, "%c%u\n", in_text, (unsigned)index));
}
int kr_pickle_put_get(kr_pickler *p, uint32_t index) {
  return put_index(p, OP_GET, OP_BINGET, OP_LONG_BINGET, index);
}
int kr_pickle_memoize(kr_pickler *p, kr_value v) {
  if (p->fast) return 0;
  uint32_t index = p->memo.count;
  if (kr_pickle_memo_put(&p->memo, v, index) < 0) return -1;
  if (p->proto >= 4) return kr_pickle_put_op(p, OP_MEMOIZE);
  return put_index(p, OP_PUT, OP_BINPUT, OP_LONG_BINPUT, index);
}

int kr_pickle_put_text(kr_pickler *p, uint8_t op, kr_value text_stolen, const char *end) {
  if (text_stolen == KR_NULL) return -1;
  size_t size;
  const char *s = kr_str_utf8(KR_STR(text_stolen), &size);
  int r = !s || kr_pickle_put_op(p, op) < 0 || kr_pickle_put(p, s, size) < 0 ||
                  kr_pickle_put(p, end, strlen(end)) < 0
              ? -1
              : 0;
  kr_decref(text_stolen);
  return r;
}
