/* Names in the compiler: an ordered map from names to small integers, and private name mangling.
 *
 * All names in the compiler are interned, so that one word compare decides; kr_name_intern makes a
 * name so. Maps live in the compilation's arena.
 */
#ifndef KR_NAMES_H
#define KR_NAMES_H

#include "syntax/ast.h"

typedef struct {
  kr_value name; /* borrowed from the arena */
  int32_t value;
} kr_name_entry;
typedef struct {
  kr_name_entry *entries; /* in the order they were added */
  uint32_t n, capacity;
  uint32_t *index; /* open addressing, entry number + 1; NULL while there are few */
  uint32_t mask;
} kr_name_map; /* zero-initialize */

/* NULL: absent. The pointer is good until the next kr_name_add. */
kr_name_entry *kr_name_find(const kr_name_map *m, kr_value name);
/* Adds a name known to be absent. NULL: MemoryError. */
kr_name_entry *kr_name_add(kr_ast_arena *a, kr_name_map *m, kr_value name, int32_t value);
/* The value of name, or fallback. */
int32_t kr_name_get(const kr_name_map *m, kr_value name, int32_t fallback);
/* Sets or adds. False: MemoryError. */
bool kr_name_set(kr_ast_arena *a, kr_name_map *m, kr_value name, int32_t value);
/* The index of name among the entries, which is also its value; added at the end when absent.
 * -1: MemoryError. */
int32_t kr_name_index(kr_ast_arena *a, kr_name_map *m, kr_value name);
/* Entry numbers in the order of the names' code points; an array in the arena. NULL: MemoryError. */
uint32_t *kr_name_sorted(kr_ast_arena *a, const kr_name_map *m);

/* The interned str equal to name (borrowed from the arena or immortal). KR_NULL: MemoryError. */
kr_value kr_name_intern(kr_ast_arena *a, kr_value name);
kr_value kr_name_from_cstr(kr_ast_arena *a, const char *text);
/* __name in class `private` (KR_NULL: none) is _Class__name. Both interned, and so is the result. */
kr_value kr_name_mangle(kr_ast_arena *a, kr_value private, kr_value name);

#endif
