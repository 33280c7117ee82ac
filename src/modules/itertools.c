/* The module itertools. Its types are in itertools_*.c, by subject. */
#include "modules/itertools_impl.h"
#include "modules/modules.h"

static const kr_method_def methods[] = {
    {"tee", kr_itertools_tee, KR_FN_RAW | KR_FN_NO_KEYWORDS, "($module, iterable, n=2, /)",
     "n iterators, each over all that iterable has, as a tuple."},
    {NULL},
};

static int exec(kr_module *m) {
  kr_type *const types[] = {
      &kr_accumulate_type,   &kr_batched_type,
      &kr_combinations_type, &kr_combinations_with_replacement_type,
      &kr_cycle_type,        &kr_dropwhile_type,
      &kr_takewhile_type,    &kr_islice_type,
      &kr_starmap_type,      &kr_chain_type,
      &kr_compress_type,     &kr_filterfalse_type,
      &kr_count_type,        &kr_zip_longest_type,
      &kr_pairwise_type,     &kr_permutations_type,
      &kr_product_type,      &kr_repeat_type,
      &kr_groupby_type,      &kr_grouper_type,
      &kr_tee_type,          &kr_tee_data_type,
  };
  for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
    if (kr_module_add_type(m, types[i]) < 0) return -1;
  }
  return 0;
}

const kr_module_def kr_module_def_itertools = {
    .name = "itertools",
    .doc = "Iterators made from iterators.",
    .methods = methods,
    .exec = exec,
};
