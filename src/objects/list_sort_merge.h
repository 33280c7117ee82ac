/* The merge sort itself, included by list_sort.c once for each way to compare: no include guard.
 *
 * A stable natural merge sort: runs already in order are found (and short ones extended by insertion),
 * then merged in the order that powersort gives (Munro and Wild, "Nearly-Optimal Mergesorts", 2018). A
 * merge counts how often the same side wins; when it keeps winning, exponential search takes over
 * (Peters' galloping), its threshold adapting to the data.
 *
 * Before the include: SORT(name) makes names unique; LESS(a, b) is 1, 0 or -1
 * (failed), and may use `s`, the sorter.
 */

/* How many of the n sorted items at `a` come before `key`: those less than it or, unless `strict`, also
 * those equal to it. Searches from the end that is likely to be near. -1: failed. */
static intptr_t SORT(rank)(sorter *s, kr_value key, const kr_value *a, size_t n, bool strict,
                           bool from_end) {
  size_t low = 0, high = n, step = 1; /* the answer lies in low..high */
  while (low < high && step <= high - low) {
    size_t probe = from_end ? high - step : low + step - 1;
    int less = strict ? LESS(a[probe], key) : LESS(key, a[probe]);
    if (less < 0) return -1;
    bool before = strict ? less : !less;
    if (before) low = probe + 1;
    else high = probe;
    if (before == from_end) break; /* the answer is between the last two probes */
    step *= 2;
  }
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    int less = strict ? LESS(a[middle], key) : LESS(key, a[middle]);
    if (less < 0) return -1;
    if (strict ? less : !less) low = middle + 1;
    else high = middle;
  }
  return (intptr_t)low;
}

/* The length of the run at the start of [from, to): ascending, or strictly descending and then
 * reversed. */
static intptr_t SORT(find_run)(sorter *s, size_t from, size_t to) {
  kr_value *keys = s->all.keys;
  size_t end = from + 1;
  if (end == to) return 1;
  int less = LESS(keys[end], keys[end - 1]);
  if (less < 0) return -1;
  bool descending = less;
  for (end++; end < to; end++) {
    less = LESS(keys[end], keys[end - 1]);
    if (less < 0) return -1;
    if ((less != 0) != descending) break;
  }
  if (descending) {
    kr_reverse_values(keys + from, end - from);
    if (s->all.values) kr_reverse_values(s->all.values + from, end - from);
  }
  return (intptr_t)(end - from);
}

/* [from, sorted) is in order; makes [from, to) so. */
static int SORT(insert)(sorter *s, size_t from, size_t sorted, size_t to) {
  kr_value *keys = s->all.keys, *values = s->all.values;
  for (size_t i = sorted; i < to; i++) {
    kr_value key = keys[i];
    size_t low = from, high = i;
    while (low < high) {
      size_t middle = low + (high - low) / 2;
      int less = LESS(key, keys[middle]);
      if (less < 0) return -1;
      if (less) high = middle;
      else low = middle + 1;
    }
    for (size_t j = i; j > low; j--) keys[j] = keys[j - 1];
    keys[low] = key;
    if (values) {
      kr_value value = values[i];
      for (size_t j = i; j > low; j--) values[j] = values[j - 1];
      values[low] = value;
    }
  }
  return 0;
}

/* Merges the neighbours [at, at+na) and [at+na, at+na+nb), na <= nb, from the front: the first waits in
 * the scratch space. */
static int SORT(merge_forward)(sorter *s, size_t at, size_t na, size_t nb) {
  if (sorter_reserve(s, na) < 0) return -1;
  row a = s->scratch, b = row_at(s->all, at + na), out = row_at(s->all, at);
  row_copy(a, out, na);
  size_t threshold = s->gallop, streak = 0;
  bool b_won = false;
  int failed = 0;
  while (na && nb) {
    if (streak < threshold) {
      int less = LESS(b.keys[0], a.keys[0]);
      if (less < 0) {
        failed = -1;
        break;
      }
      streak = (less != 0) == b_won ? streak + 1 : 1;
      b_won = less;
      if (less) {
        row_take(&out, &b);
        nb--;
      } else {
        row_take(&out, &a);
        na--;
      }
      continue;
    }
    intptr_t from_a = SORT(rank)(s, b.keys[0], a.keys, na, false, false);
    if (from_a < 0) {
      failed = -1;
      break;
    }
    row_take_many(&out, &a, (size_t)from_a);
    na -= (size_t)from_a;
    if (!na) break;
    intptr_t from_b = SORT(rank)(s, a.keys[0], b.keys, nb, true, false);
    if (from_b < 0) {
      failed = -1;
      break;
    }
    row_take_many(&out, &b, (size_t)from_b);
    nb -= (size_t)from_b;
    if (from_a < MIN_GALLOP && from_b < MIN_GALLOP) {
      threshold += 2;
      streak = 0;
    } else if (threshold > 1) {
      threshold--;
    }
  }
  s->gallop = threshold;
  row_copy(out, a, na); /* what is left of b stands in its place already */
  return failed;
}

/* The same with nb < na, from the back: the second waits in the scratch space. */
static int SORT(merge_backward)(sorter *s, size_t at, size_t na, size_t nb) {
  if (sorter_reserve(s, nb) < 0) return -1;
  row a = row_at(s->all, at), b = s->scratch;
  size_t end = at + na + nb;
  row_copy(b, row_at(s->all, at + na), nb);
  size_t threshold = s->gallop, streak = 0;
  bool a_won = false;
  int failed = 0;
  while (na && nb) {
    if (streak < threshold) {
      int less = LESS(b.keys[nb - 1], a.keys[na - 1]);
      if (less < 0) {
        failed = -1;
        break;
      }
      streak = (less != 0) == a_won ? streak + 1 : 1;
      a_won = less;
      end--;
      if (less) row_set(s->all, end, a, --na);
      else row_set(s->all, end, b, --nb);
      continue;
    }
    intptr_t keep = SORT(rank)(s, b.keys[nb - 1], a.keys, na, false, true);
    if (keep < 0) {
      failed = -1;
      break;
    }
    size_t from_a = na - (size_t)keep;
    end -= from_a;
    na = (size_t)keep;
    row_move(row_at(s->all, end), row_at(a, na), from_a);
    if (!na) break;
    keep = SORT(rank)(s, a.keys[na - 1], b.keys, nb, true, true);
    if (keep < 0) {
      failed = -1;
      break;
    }
    size_t from_b = nb - (size_t)keep;
    end -= from_b;
    nb = (size_t)keep;
    row_copy(row_at(s->all, end), row_at(b, nb), from_b);
    if (from_a < MIN_GALLOP && from_b < MIN_GALLOP) {
      threshold += 2;
      streak = 0;
    } else if (threshold > 1) {
      threshold--;
    }
  }
  s->gallop = threshold;
  row_copy(row_at(s->all, end - nb), b, nb);
  return failed;
}

/* Merges the two topmost runs. */
static int SORT(merge_top)(sorter *s) {
  run *a = &s->runs[s->nruns - 2], *b = &s->runs[s->nruns - 1];
  size_t at = a->start, na = a->length, nb = b->length, start_b = b->start;
  a->length = na + nb;
  s->nruns--;
  const kr_value *keys = s->all.keys;
  /* What is below all of b, and what is above all of a, stays where it is. */
  intptr_t skip = SORT(rank)(s, keys[start_b], keys + at, na, false, false);
  if (skip < 0) return -1;
  at += (size_t)skip;
  na -= (size_t)skip;
  if (na == 0) return 0;
  intptr_t keep = SORT(rank)(s, keys[at + na - 1], keys + start_b, nb, true, true);
  if (keep < 0) return -1;
  nb = (size_t)keep;
  if (nb == 0) return 0;
  return na <= nb ? SORT(merge_forward)(s, at, na, nb) : SORT(merge_backward)(s, at, na, nb);
}

static int SORT(sort)(sorter *s, size_t n) {
  size_t shortest = shortest_run(n);
  for (size_t at = 0; at < n;) {
    intptr_t found = SORT(find_run)(s, at, n);
    if (found < 0) return -1;
    size_t length = (size_t)found;
    if (length < shortest && length < n - at) {
      size_t wanted = shortest < n - at ? shortest : n - at;
      if (SORT(insert)(s, at, at + length, at + wanted) < 0) return -1;
      length = wanted;
    }
    if (s->nruns) {
      run *top = &s->runs[s->nruns - 1];
      int power = boundary_power(top->start, top->length, length, n);
      while (s->nruns > 1 && s->runs[s->nruns - 2].power > power) {
        if (SORT(merge_top)(s) < 0) return -1;
      }
      s->runs[s->nruns - 1].power = power;
    }
    s->runs[s->nruns++] = (run){at, length, 0};
    at += length;
  }
  while (s->nruns > 1) {
    if (SORT(merge_top)(s) < 0) return -1;
  }
  return 0;
}
