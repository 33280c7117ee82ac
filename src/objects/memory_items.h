/* Items of native memory as values: the one-character formats that memoryview, array and struct share. */
#ifndef KR_MEMORY_ITEMS_H
#define KR_MEMORY_ITEMS_H

#include "objects/bytes.h"

/* Half precision (IEEE binary16) to and from its 16 bits. pack: false and OverflowError if too large. */
double kr_half_to_double(uint16_t bits);
bool kr_half_from_double(double d, uint16_t *bits);

/* The size of an item of native format c ("bBhHiIlLqQnNefd?cP"); 0: none such. */
int kr_native_size(char c);
/* The character of a native one-character format, "@" before it or not; 0: another format. */
char kr_native_format(const char *format);
/* The value of the item at p. New; KR_NULL: NotImplementedError or MemoryError. */
kr_value kr_unpack_native(const uint8_t *p, char c);
/* Stores v at p. 0; -1 with TypeError or ValueError that name the format. */
int kr_pack_native(uint8_t *p, kr_value v, char c);
/* Whether two items of the same native format are equal. */
bool kr_native_equal(const uint8_t *a, const uint8_t *b, char c);
/* Items of any format (by the struct module where it is not native). An unpacker of `format` for
 * items of `size`; new; KR_NULL failed. */
kr_value kr_struct_unpacker(const char *format);
kr_value kr_struct_unpack(kr_value unpacker, const uint8_t *p, size_t size);

#endif
