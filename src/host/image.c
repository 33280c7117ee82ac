/* The image: memory as it is after the first half of initialization (vm/prepare.c), made when the module is
 * built. wasm/image.mjs describes its form, packs it and writes it into the module; this unpacks it before
 * anything else runs, and has what the packer asks for. */
#ifdef __EMSCRIPTEN__
#include "compile/opcode.h"
#include "import/import.h"
#include "memory/pages.h"
#include "objects/type.h"
#include "vm/prepare.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define EXPORT(name) __attribute__((export_name(#name)))

/* What wasm/image.mjs knows by heart. */
_Static_assert(offsetof(kr_page, free) == 0 && offsetof(kr_page, bump) == 4 &&
                   offsetof(kr_page, block_size) == 8 && offsetof(kr_page, kind) == 15 &&
                   offsetof(kr_page, in_use) == 19 && offsetof(kr_page, next_all) == 28 &&
                   KR_PAGE_HEADER == 32 && KR_PAGE_SIZE == 1 << 14 && offsetof(kr_object, flags) == 4 &&
                   offsetof(kr_object, type) == 8,
               "wasm/image.mjs reads pages and objects");

/* ---- packing ------------------------------------------------------------------------------------------- */

/* Written by the packer: where the numbers and the text of the image are, and room for what unpacking needs. */
static struct {
  const uint8_t *numbers;
  const char *text;
  uint32_t *room;
} image;

extern char __heap_base;

/* What the packer must know of memory. */
EXPORT(kr_image_layout) const uint32_t *image_layout(void) {
  static uint32_t layout[6];
  layout[0] = (uint32_t)&image;
  layout[1] = (uint32_t)&__heap_base;
  layout[2] = (uint32_t)kr_all_pages;
  layout[3] = (uint32_t)&kr_type_type;
  layout[4] = sizeof(kr_type);
  layout[5] = (uint32_t)kr_opcode_caches;
  return layout;
}

EXPORT(kr_image_prepare) int32_t image_prepare(void) {
  int r = kr_init_prepare();
  kr_init_scrub();
  /* What the C library has free: taken, from large to small, zeroed, and given back. */
  void *taken = NULL, *p;
  char *end = sbrk(0);
  for (size_t size = 1 << 18; size >= 64; size -= size / 8) {
    while ((p = malloc(size)) && (char *)p + size + 4096 < end) {
      memset(p, 0, size);
      *(void **)p = taken;
      taken = p;
    }
    free(p);
  }
  while ((p = taken)) {
    taken = *(void **)p;
    memset(p, 0, sizeof p);
    free(p);
  }
  return r;
}

/* Where the bytes of the n-th frozen module are that are of no use any more. */
EXPORT(kr_image_spare) uint32_t *image_spare(uint32_t n) {
  static uint32_t place[2];
  const kr_frozen *f = kr_frozen_modules;
  for (uint32_t i = 0; i < n && f->name; i++) f++;
  if (!f->name) return NULL;
  place[0] = (uint32_t)f->data;
  place[1] = kr_frozen_is_kept(f) ? f->size : 0;
  return place;
}

/* ---- unpacking ----------------------------------------------------------------------------------------- */

enum { CONSTANT, LITERAL, DIFFERENCE, PLACE, BYTECODE = 126, TEXT };

/* All but the first byte of a number. */
static KR_NOINLINE const uint8_t *long_number(const uint8_t *in, uint32_t *n) {
  for (uint32_t shift = 7, byte = 128; byte & 128; shift += 7) {
    byte = *in++;
    *n = (*n & ((1u << shift) - 1)) | byte << shift;
  }
  return in;
}
KR_INLINE const uint8_t *read_number(const uint8_t *in, uint32_t *n) {
  *n = *in++;
  return KR_LIKELY(*n < 128) ? in : long_number(in, n);
}
static uint32_t number(void) {
  uint32_t n;
  image.numbers = read_number(image.numbers, &n);
  return n;
}
KR_INLINE uint32_t difference(uint32_t n) { return n >> 1 ^ -(n & 1); }

/* A column of `count` values, each to its place: where[i] + offset. Zeros that fill a column are there already. */
static void read_column(const uint32_t *where, uint32_t offset, uint32_t count, const uint32_t *blocks,
                        const uint32_t *order, const uint32_t *start) {
  uint32_t mode = number(), n, value = 0, other = 0;
  if (mode == CONSTANT) {
    value = number();
    if (value == 0) return;
  } else if (mode == PLACE) {
    uint32_t group = number();
    if (group) blocks = order + start[group - 1];
  }
  /* The engine compiled this in haste, for it runs once: hence a loop for each mode, over local variables. */
  const uint8_t *in = image.numbers;
  const uint32_t *end = where + count;
#define TO (*(uint32_t *)(*where + offset))
  switch (mode) {
    case CONSTANT:
      for (; where < end; where++) TO = value;
      break;
    case LITERAL:
      for (; where < end; where++) {
        in = read_number(in, &n);
        TO = n;
      }
      break;
    case DIFFERENCE:
      for (; where < end; where++) {
        in = read_number(in, &n);
        TO = value += difference(n);
      }
      break;
    default:
      for (; where < end; where++) {
        in = read_number(in, &n);
        if (n > 1) TO = blocks[value += difference(n - 2)];
        else if (n == 0) TO = 0;
        else {
          in = read_number(in, &n);
          TO = other += difference(n);
        }
      }
  }
#undef TO
  image.numbers = in;
}

static void copy_text(char *to, uint32_t size) {
  const char *from = image.text;
  image.text += size;
  for (; size >= 8; size -= 8, to += 8, from += 8) memcpy(to, from, 8);
  for (; size; size--) *to++ = *from++;
}

/* Bytecode, without its inline caches. */
static void copy_code(char *to, uint32_t size) {
  const char *from = image.text, *end = image.text = from + size;
  for (; from < end; from += 2) {
    memcpy(to, from, 2);
    to += 2 + kr_opcode_caches[(uint8_t)*from] * 2;
  }
}

/* Before anything else, __wasm_call_ctors included. */
EXPORT(kr_image_unpack) void image_unpack(void) {
  if (!image.numbers) return;
  uint32_t start[258] = {0}, n = 0;
  uint32_t *blocks = image.room;
  uint32_t at = number() * 4;
  for (uint32_t runs = number(); runs; runs--) {
    at += number() * 4;
    uint32_t count = number(), size = number() * 4;
    for (; count; count--, at += size) blocks[n++] = at;
  }
  uint32_t *order = blocks + n, *from = order + n, *to = from + n, *where = to + n;
  const uint8_t *group = image.numbers;
  image.numbers += n;
  /* start[g + 1]: where the next block of group g goes, at the end where group g + 1 starts. */
  for (uint32_t i = 0; i < n; i++) start[group[i] + 2]++;
  for (int g = 1; g < 257; g++) start[g + 1] += start[g];
  for (uint32_t i = 0; i < n; i++) order[start[group[i] + 1]++] = blocks[i];

  uint32_t groups = number();
  for (uint32_t g = 0; g < groups; g++) {
    const uint32_t *row = order + start[g];
    uint32_t count = start[g + 1] - start[g], head = number(), period = number();
    for (uint32_t c = 0; c < head; c++) read_column(row, c * 4, count, blocks, order, start);
    if (!period) continue;
    for (uint32_t i = 0; i < count; i++) {
      from[i] = to[i] = 0;
      where[i] = (uint32_t)(from + i);
    }
    read_column(where, 0, count, blocks, order, start);
    read_column(where, (uint32_t)(to - from) * 4, count, blocks, order, start);
    if (period >= BYTECODE)
      for (uint32_t i = 0; i < count; i++)
        (period == TEXT ? copy_text : copy_code)((char *)row[i] + from[i], to[i]);
    else
      for (uint32_t c = 0; c < period; c++) {
        uint32_t total = 0;
        for (uint32_t i = 0; i < count; i++)
          for (uint32_t k = from[i] + c; k < to[i]; k += period) where[total++] = row[i] + k * 4;
        read_column(where, 0, total, blocks, order, start);
      }
  }
}
#endif
