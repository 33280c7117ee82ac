#include "compile/names.h"

#include <stdlib.h>

#include "objects/str.h"

enum { FEW = 8 };

static uint32_t hash_name(kr_value name) {
  uint32_t h = (uint32_t)name * 0x9E3779B1u;
  return h ^ (h >> 15);
}

kr_name_entry *kr_name_find(const kr_name_map *m, kr_value name) {
  if (!m->index) {
    for (uint32_t i = 0; i < m->n; i++)
      if (m->entries[i].name == name) return &m->entries[i];
    return NULL;
  }
  for (uint32_t at = hash_name(name) & m->mask; m->index[at]; at = (at + 1) & m->mask)
    if (m->entries[m->index[at] - 1].name == name) return &m->entries[m->index[at] - 1];
  return NULL;
}

static void index_entry(kr_name_map *m, uint32_t i) {
  uint32_t at = hash_name(m->entries[i].name) & m->mask;
  while (m->index[at]) at = (at + 1) & m->mask;
  m->index[at] = i + 1;
}

kr_name_entry *kr_name_add(kr_ast_arena *a, kr_name_map *m, kr_value name, int32_t value) {
  if (m->n == m->capacity) {
    uint32_t capacity = m->capacity ? m->capacity * 2 : FEW;
    kr_name_entry *entries = kr_ast_alloc(a, capacity * sizeof *entries);
    if (!entries) return NULL;
    if (m->n) memcpy(entries, m->entries, m->n * sizeof *entries);
    uint32_t *index = NULL;
    if (capacity > FEW && !(index = kr_ast_alloc(a, capacity * 2 * sizeof *index))) return NULL;
    m->entries = entries;
    m->capacity = capacity;
    if (index) {
      m->index = index;
      m->mask = capacity * 2 - 1;
      for (uint32_t i = 0; i < m->n; i++) index_entry(m, i);
    }
  }
  m->entries[m->n] = (kr_name_entry){name, value};
  if (m->index) index_entry(m, m->n);
  return &m->entries[m->n++];
}

int32_t kr_name_get(const kr_name_map *m, kr_value name, int32_t fallback) {
  const kr_name_entry *e = kr_name_find(m, name);
  return e ? e->value : fallback;
}

bool kr_name_set(kr_ast_arena *a, kr_name_map *m, kr_value name, int32_t value) {
  kr_name_entry *e = kr_name_find(m, name);
  if (e) {
    e->value = value;
    return true;
  }
  return kr_name_add(a, m, name, value) != NULL;
}

int32_t kr_name_index(kr_ast_arena *a, kr_name_map *m, kr_value name) {
  kr_name_entry *e = kr_name_find(m, name);
  if (!e && !(e = kr_name_add(a, m, name, (int32_t)m->n))) return -1;
  return e->value;
}

/* Bottom-up merge sort: no recursion, and stable. */
uint32_t *kr_name_sorted(kr_ast_arena *a, const kr_name_map *m) {
  uint32_t n = m->n;
  uint32_t *order = kr_ast_alloc(a, (size_t)(n ? n : 1) * 2 * sizeof *order);
  if (!order) return NULL;
  uint32_t *from = order, *to = order + n;
  for (uint32_t i = 0; i < n; i++) from[i] = i;
  for (uint32_t width = 1; width < n; width *= 2) {
    for (uint32_t start = 0; start < n; start += 2 * width) {
      uint32_t middle = start + width < n ? start + width : n;
      uint32_t end = middle + width < n ? middle + width : n;
      uint32_t i = start, j = middle;
      for (uint32_t k = start; k < end; k++) {
        bool left = j == end || (i < middle && kr_str_compare(KR_STR(m->entries[from[i]].name),
                                                              KR_STR(m->entries[from[j]].name)) <= 0);
        to[k] = left ? from[i++] : from[j++];
      }
    }
    uint32_t *swap = from;
    from = to;
    to = swap;
  }
  return from;
}

kr_value kr_name_intern(kr_ast_arena *a, kr_value name) {
  if (kr_str_is_interned(KR_STR(name))) return name;
  kr_value v = kr_ref(name);
  kr_str_intern(&v);
  return kr_ast_own(a, v);
}

kr_value kr_name_from_cstr(kr_ast_arena *a, const char *text) {
  kr_value v = kr_str_intern_cstr(text);
  return v == KR_NULL ? v : kr_ast_own(a, v);
}

kr_value kr_name_mangle(kr_ast_arena *a, kr_value private, kr_value name) {
  const kr_str *s = KR_STR(name);
  uint32_t n = s->length;
  if (private == KR_NULL || n < 2 || kr_str_read(s, 0) != '_' || kr_str_read(s, 1) != '_') return name;
  /* __magic__ names, and the dotted names of imports, stay */
  if ((kr_str_read(s, n - 1) == '_' && kr_str_read(s, n - 2) == '_') || kr_str_contains_char(s, '.'))
    return name;
  const kr_str *class_name = KR_STR(private);
  uint32_t skip = 0;
  while (skip < class_name->length && kr_str_read(class_name, skip) == '_') skip++;
  if (skip == class_name->length) return name; /* a class named only of underscores */
  kr_str_builder b = {0};
  kr_sb_char(&b, '_');
  kr_sb_substr(&b, class_name, skip, class_name->length);
  kr_sb_str(&b, s);
  kr_value v = kr_sb_finish(&b);
  if (v == KR_NULL) return v;
  kr_str_intern(&v);
  return kr_ast_own(a, v);
}
