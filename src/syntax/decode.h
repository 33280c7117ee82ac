/* Source text of any encoding to UTF-8. */
#ifndef KR_DECODE_H
#define KR_DECODE_H

#include "value/object.h"

/* "\r\n" and "\r" become "\n"; with `module`, a last line without end gets one. New (kr_alloc),
 * NUL-terminated. NULL: MemoryError. */
char *kr_translate_lines(const char *s, size_t size, bool module, size_t *out_size);
/* Takes translated bytes (stolen), gives UTF-8 by BOM and cookie; the block may be the same. NULL:
 * raised. */
char *kr_decode_source(char *text, size_t size, kr_value filename, size_t *out_size);
/* The bytes that are not UTF-8: the offset of the first, or size. */
size_t kr_utf8_check(const uint8_t *s, size_t size);

#endif
