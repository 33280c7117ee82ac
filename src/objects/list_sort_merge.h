/* The merge sort itself, included by list_sort.c once for each way to compare: no include guard.
 *
 * A stable natural merge sort: runs already in order are found (and short ones extended by insertion),
 * then merged in the order that powersort gives (Munro and Wild, "Nearly-Optimal Mergesorts", 2018). A
 * merge counts how often the same side wins; when it keeps winning, exponential search takes over
 * (Peters' galloping), its threshold adapting to the data. Which items are compared, and in which order,
 * is what CPython 3.14 does: programs count comparisons, and those of NaNs decide where these go.
 *
 * Before the include: SORT(name) makes names unique; LESS(a, b) is 1, 0 or -1
 * (failed), and may use `s`, the sorter.
 */

/* How many of the n sorted items at `a` come before `key`: those less than it or, unless `strict`, also
 * those equal to it. Looks 0, 1, 3, 7, ... places away from the end that is likely to be near, then
 * halves what remains. -1: failed. */
static KR_NOINLINE intptr_t SORT(rank)(sorter *s, kr_value key, const kr_value *a, size_t n, bool strict,
                                       bool from_end) {
  size_t low = 0, high = n; /* the answer lies in low..high */
  for (size_t away = 0; away < n; away = 2 * away + 1) {
    size_t probe = from_end ? n - 1 - away : away;
    int less = strict ? LESS(a[probe], key) : LESS(key, a[probe]);
    if (less < 0) return -1;
    bool before = strict ? less : !less;
    if (before) low = probe + 1;
    else high = probe;
    if (before == from_end) break; /* the answer is between the last two probes */
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

/* The length of the run at the start of [from, to): ascending, or descending and then reversed. Equal
 * neighbours in a descending run are turned round before it is, so that they keep their order. */
static intptr_t SORT(find_run)(sorter *s, size_t from, size_t to) {
  const kr_value *keys = s->all.keys;
  size_t end = from + 1;
  int less = 0;
  while (end < to && !(less = LESS(keys[end], keys[end - 1]))) end++;
  if (less < 0) return -1;
  if (end == to) return (intptr_t)(end - from);
  if (end - from > 1) {
    if ((less = LESS(keys[from], keys[end - 1])) < 0) return -1;
    if (less) return (intptr_t)(end - from); /* ascending indeed */
    reverse_part(s, from, end);              /* all equal so far: the beginning of a descent */
  }
  size_t equal_from = end++; /* where the last row of equal ones began */
  while (end < to) {
    if ((less = LESS(keys[end], keys[end - 1])) < 0) return -1;
    if (less) {
      reverse_part(s, equal_from, end);
      equal_from = end++;
      continue;
    }
    if ((less = LESS(keys[end - 1], keys[end])) < 0) return -1;
    if (less) break;
    end++;
  }
  reverse_part(s, equal_from, end);
  reverse_part(s, from, end);
  /* Ascending now, it may go on behind its old end. */
  while (end < to && !(less = LESS(keys[end], keys[end - 1]))) end++;
  return less < 0 ? -1 : (intptr_t)(end - from);
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
 * the scratch space. The second's first item is known to go first, the first's last item to go last. */
static int SORT(merge_forward)(sorter *s, size_t at, size_t na, size_t nb) {
  if (sorter_reserve(s, na) < 0) return -1;
  row a = s->scratch, b = row_at(s->all, at + na), out = row_at(s->all, at);
  row_move(a, out, na);
  size_t threshold = s->gallop, a_wins, b_wins;
  row_take(&out, &b);
  if (--nb == 0) goto rest_of_a;
  if (na == 1) goto last_of_a;
  for (;;) {
    a_wins = b_wins = 0;
    do {
      int less = LESS(b.keys[0], a.keys[0]);
      if (less < 0) goto failed;
      if (less) {
        row_take(&out, &b);
        if (--nb == 0) goto rest_of_a;
        b_wins++;
        a_wins = 0;
      } else {
        row_take(&out, &a);
        if (--na == 1) goto last_of_a;
        a_wins++;
        b_wins = 0;
      }
    } while (a_wins < threshold && b_wins < threshold);
    threshold++;
    do {
      threshold -= threshold > 1;
      s->gallop = threshold;
      intptr_t k = SORT(rank)(s, b.keys[0], a.keys, na, false, false);
      if (k < 0) goto failed;
      a_wins = (size_t)k;
      row_take_many(&out, &a, a_wins);
      na -= a_wins;
      if (na == 1) goto last_of_a;
      if (na == 0) goto rest_of_a; /* only where < is inconsistent */
      row_take(&out, &b);
      if (--nb == 0) goto rest_of_a;
      k = SORT(rank)(s, a.keys[0], b.keys, nb, true, false);
      if (k < 0) goto failed;
      b_wins = (size_t)k;
      row_take_many(&out, &b, b_wins);
      nb -= b_wins;
      if (nb == 0) goto rest_of_a;
      row_take(&out, &a);
      if (--na == 1) goto last_of_a;
    } while (a_wins >= MIN_GALLOP || b_wins >= MIN_GALLOP);
    s->gallop = ++threshold;
  }
last_of_a:
  row_move(out, b, nb);
  row_set(out, nb, a, 0);
  return 0;
rest_of_a: /* what is left of b stands in its place already */
  row_move(out, a, na);
  return 0;
failed:
  row_move(out, a, na);
  return -1;
}

/* The same with nb < na, from the back: the second waits in the scratch space. */
static int SORT(merge_backward)(sorter *s, size_t at, size_t na, size_t nb) {
  if (sorter_reserve(s, nb) < 0) return -1;
  row a = row_at(s->all, at), b = s->scratch, all = s->all;
  size_t end = at + na + nb;
  row_move(b, row_at(all, at + na), nb);
  size_t threshold = s->gallop, a_wins, b_wins;
  row_set(all, --end, a, --na);
  if (na == 0) goto rest_of_b;
  if (nb == 1) goto first_of_b;
  for (;;) {
    a_wins = b_wins = 0;
    do {
      int less = LESS(b.keys[nb - 1], a.keys[na - 1]);
      if (less < 0) goto failed;
      if (less) {
        row_set(all, --end, a, --na);
        if (na == 0) goto rest_of_b;
        a_wins++;
        b_wins = 0;
      } else {
        row_set(all, --end, b, --nb);
        if (nb == 1) goto first_of_b;
        b_wins++;
        a_wins = 0;
      }
    } while (a_wins < threshold && b_wins < threshold);
    threshold++;
    do {
      threshold -= threshold > 1;
      s->gallop = threshold;
      intptr_t k = SORT(rank)(s, b.keys[nb - 1], a.keys, na, false, true);
      if (k < 0) goto failed;
      a_wins = na - (size_t)k;
      na = (size_t)k;
      end -= a_wins;
      row_move(row_at(all, end), row_at(a, na), a_wins);
      if (na == 0) goto rest_of_b;
      row_set(all, --end, b, --nb);
      if (nb == 1) goto first_of_b;
      k = SORT(rank)(s, a.keys[na - 1], b.keys, nb, true, true);
      if (k < 0) goto failed;
      b_wins = nb - (size_t)k;
      nb = (size_t)k;
      end -= b_wins;
      row_move(row_at(all, end), row_at(b, nb), b_wins);
      if (nb == 1) goto first_of_b;
      if (nb == 0) goto rest_of_b; /* only where < is inconsistent */
      row_set(all, --end, a, --na);
      if (na == 0) goto rest_of_b;
    } while (a_wins >= MIN_GALLOP || b_wins >= MIN_GALLOP);
    s->gallop = ++threshold;
  }
first_of_b: /* it goes before what is left of a */
  end -= na;
  row_move(row_at(all, end), a, na);
  row_set(all, end - 1, b, 0);
  return 0;
rest_of_b:
  row_move(row_at(all, end - nb), b, nb);
  return 0;
failed:
  row_move(row_at(all, end - nb), b, nb);
  return -1;
}

/* Merges run i and the one above it. */
static int SORT(merge_runs)(sorter *s, int i) {
  run *a = &s->runs[i], *b = &s->runs[i + 1];
  size_t at = a->start, na = a->length, nb = b->length, start_b = b->start;
  if (kr_poll_work((na + nb) / 8)) return -1;
  a->length = na + nb;
  if (i == s->nruns - 3) s->runs[i + 1] = s->runs[i + 2];
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
        if (SORT(merge_runs)(s, s->nruns - 2) < 0) return -1;
      }
      s->runs[s->nruns - 1].power = power;
    }
    s->runs[s->nruns++] = (run){at, length, 0};
    at += length;
  }
  while (s->nruns > 1) {
    int i = s->nruns - 2;
    if (i > 0 && s->runs[i - 1].length < s->runs[i + 1].length) i--;
    if (SORT(merge_runs)(s, i) < 0) return -1;
  }
  return 0;
}
