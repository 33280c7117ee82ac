/* The packed name tables: pack-names.mjs makes them, this makes the plain ones of them. */
#ifndef KR_UNICODE_UNPACK_H
#define KR_UNICODE_UNPACK_H

#include <stdbool.h>
#include <stdint.h>

typedef struct {
  const uint8_t *packed;
  uint32_t names, short_tokens;
  /* What is made, in the forms that gen-unicode.mjs tells: 2 bytes a name, tokens, words ending in '\n'. */
  uint8_t *shape, *tokens;
  char *words;
} kr_name_tables;
/* All three have room for what the packer counted. False: MemoryError. */
bool kr_unpack_names(const kr_name_tables *t);

#endif
