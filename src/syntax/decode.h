/* Source text of any encoding to UTF-8. */
#ifndef KR_DECODE_H
#define KR_DECODE_H

#include "value/object.h"

/* "\r\n" and "\r" become "\n"; with `module`, a last line without end gets one. New (kr_alloc),
 * NUL-terminated. NULL: MemoryError. */
char *kr_translate_lines(const char *s, size_t size, bool module, size_t *out_size);
/* Takes translated bytes (stolen), gives UTF-8 by BOM and cookie; the block may be the same. `named`:
 * errors tell the name of the file. `encoding` gets the name of the encoding, new (kr_alloc), when it is another
 * than UTF-8, else NULL; also with a failure. NULL: raised. */
char *kr_decode_source(char *text, size_t size, kr_value filename, bool named, size_t *out_size,
                       char **encoding);
/* The file of that name, opened for an error's sake and told to audit hooks. -1: there is none, or a hook
 * refused; only a MemoryError is left set. */
int kr_source_open(kr_value filename);
/* Line `lineno` (from 1) of the file of that name, its end included, decoded; new. KR_NULL without an
 * exception: no such file or line; with one: MemoryError. */
kr_value kr_file_line(kr_value filename, int lineno, const char *encoding);
/* Text that should be UTF-8 already: false, SyntaxError raised, when it is not. */
bool kr_check_source_utf8(const char *text, size_t size, kr_value filename, bool named);
/* The bytes that are not UTF-8: the offset of the first, or size. */
size_t kr_utf8_check(const uint8_t *s, size_t size);

#endif
