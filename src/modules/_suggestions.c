/* "Did you mean": the nearest of some names to a misspelled one, by weighted edit distance (Levenshtein;
 * a change of case counts half). */
#include "modules/modules.h"
#include "objects/abstract.h"
#include "objects/str.h"
#include "vm/vm.h"

enum { MOVE = 2, CASE = 1, MAX_CANDIDATES = 750, MAX_LENGTH = 40 };

static size_t change_cost(uint32_t a, uint32_t b) {
  if (a == b) return 0;
  return a < 128 && b < 128 && kr_uc_to_lower(a) == kr_uc_to_lower(b) ? CASE : MOVE;
}

/* The distance, or more than `limit` when it exceeds that. */
static size_t distance(const kr_str *a, const kr_str *b, size_t limit) {
  size_t a0 = 0, an = a->length, b0 = 0, bn = b->length;
  while (a0 < an && b0 < bn && kr_str_read(a, a0) == kr_str_read(b, b0)) a0++, b0++;
  while (an > a0 && bn > b0 && kr_str_read(a, an - 1) == kr_str_read(b, bn - 1)) an--, bn--;
  size_t n = an - a0, m = bn - b0;
  if (!n || !m) return (n + m) * MOVE;
  if (n > MAX_LENGTH || m > MAX_LENGTH) return limit + 1;
  if ((n > m ? n - m : m - n) * MOVE > limit) return limit + 1;
  size_t row[MAX_LENGTH + 1];
  for (size_t j = 0; j <= n; j++) row[j] = j * MOVE;
  for (size_t i = 1; i <= m; i++) {
    size_t diagonal = row[0], least = SIZE_MAX;
    row[0] = i * MOVE;
    for (size_t j = 1; j <= n; j++) {
      size_t change = diagonal + change_cost(kr_str_read(b, b0 + i - 1), kr_str_read(a, a0 + j - 1));
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
  if (n > MAX_CANDIDATES || KR_STR(wrong)->length > MAX_LENGTH) return KR_NULL;
  kr_value best = KR_NULL;
  size_t best_distance = SIZE_MAX;
  for (size_t i = 0; i < n; i++) {
    if (!kr_is_str(items[i])) continue;
    kr_str *name = KR_STR(items[i]), *w = KR_STR(wrong);
    if (kr_str_equal(name, w)) continue;
    /* no more than a third of all characters may need to change */
    size_t limit = (name->length + w->length + 3) * MOVE / 6;
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
