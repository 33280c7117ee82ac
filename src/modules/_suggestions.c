/* "Did you mean": the nearest of some names to a misspelled one, by weighted edit distance (Levenshtein;
 * a change of case counts half). What is counted are bytes of UTF-8. */
#include "modules/modules.h"
#include "objects/abstract.h"
#include "objects/str.h"
#include "vm/vm.h"

enum { MOVE = 2, CASE = 1, MAX_CANDIDATES = 750, MAX_LENGTH = 40 };

typedef struct {
  const char *text;
  size_t size;
} utf8;

static size_t change_cost(char a, char b) {
  if (a == b) return 0;
  return (a | 32) == (b | 32) && (a | 32) >= 'a' && (a | 32) <= 'z' ? CASE : MOVE;
}

/* The distance, or more than `limit` when it exceeds that. */
static size_t distance(utf8 a, utf8 b, size_t limit) {
  while (a.size && b.size && *a.text == *b.text) a.text++, a.size--, b.text++, b.size--;
  while (a.size && b.size && a.text[a.size - 1] == b.text[b.size - 1]) a.size--, b.size--;
  size_t n = a.size, m = b.size;
  if (!n || !m) return (n + m) * MOVE;
  if (n > MAX_LENGTH || m > MAX_LENGTH) return limit + 1;
  if ((n > m ? n - m : m - n) * MOVE > limit) return limit + 1;
  size_t row[MAX_LENGTH + 1];
  for (size_t j = 0; j <= n; j++) row[j] = j * MOVE;
  for (size_t i = 1; i <= m; i++) {
    size_t diagonal = row[0], least = SIZE_MAX;
    row[0] = i * MOVE;
    for (size_t j = 1; j <= n; j++) {
      size_t change = diagonal + change_cost(b.text[i - 1], a.text[j - 1]);
      size_t shift = (row[j] < row[j - 1] ? row[j] : row[j - 1]) + MOVE;
      diagonal = row[j];
      row[j] = change < shift ? change : shift;
      if (row[j] < least) least = row[j];
    }
    if (least > limit) return limit + 1;
  }
  return row[n];
}

kr_value kr_suggest(kr_value names, kr_value wrong) {
  size_t n;
  const kr_value *items = kr_fast_items(names, &n);
  utf8 w, name;
  if (n > MAX_CANDIDATES || !(w.text = kr_str_utf8(KR_STR(wrong), &w.size))) return KR_NULL;
  kr_value best = KR_NULL;
  size_t best_distance = SIZE_MAX;
  for (size_t i = 0; i < n; i++) {
    if (!kr_is_str(items[i])) continue;
    if (kr_str_equal(KR_STR(items[i]), KR_STR(wrong))) continue;
    if (!(name.text = kr_str_utf8(KR_STR(items[i]), &name.size))) return KR_NULL;
    /* no more than a third of all bytes may need to change */
    size_t limit = (name.size + w.size + 3) * MOVE / 6;
    if (best != KR_NULL && limit > best_distance - 1) limit = best_distance - 1;
    size_t d = distance(w, name, limit);
    if (d > limit) continue;
    if (best == KR_NULL || d < best_distance) {
      best = items[i];
      best_distance = d;
    }
  }
  return kr_ref(best);
}

static kr_value generate(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  if (!kr_is_exact_list(args[0])) return kr_raise(&kr_exc_TypeError, "candidates must be a list");
  if (!kr_is_str(args[1]))
    return kr_raise(&kr_exc_TypeError, "_generate_suggestions() argument 2 must be str, not %G", args[1]);
  for (size_t i = 0; i < KR_LIST(args[0])->size; i++)
    if (!kr_is_str(KR_LIST(args[0])->items[i]))
      return kr_raise(&kr_exc_TypeError, "all elements in 'candidates' must be strings");
  kr_value r = kr_suggest(args[0], args[1]);
  return r == KR_NULL && !kr_failed() ? KR_NONE : r;
}

static const kr_method_def methods[] = {{"_generate_suggestions", generate, 0,
                                         "($module, candidates, item, /)",
                                         "The candidate nearest to item, or None."},
                                        {0}};
const kr_module_def kr_module_def__suggestions = {.name = "_suggestions", .methods = methods};
