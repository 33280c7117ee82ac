/* Search in rows of one character type: included by str_search.c once per width, with CHAR and NAME
 * defined.
 *
 * Usual searches are a hunt for the first character with a comparison at each hit. Needles of eight
 * characters and more, once too many hits proved false, go on with the two-way algorithm (Crochemore
 * and Perrin), which is linear whatever the input, helped by a table of skips for the last character.
 */

static intptr_t NAME(find_char)(const CHAR *h, size_t n, CHAR c);

/* Start of the maximal suffix of x (by < or, inverted, by >) and its period. */
static size_t NAME(maximal_suffix)(const CHAR *x, size_t m, bool invert, size_t *period) {
  size_t suffix = 0, j = 1, k = 0, p = 1; /* compare x[j + k] with x[suffix + k] */
  while (j + k < m) {
    CHAR a = x[j + k], b = x[suffix + k];
    if (a == b) {
      if (++k == p) {
        j += p;
        k = 0;
      }
    } else if ((a < b) != invert) {
      j += k + 1;
      k = 0;
      p = j - suffix;
    } else {
      suffix = j++;
      k = 0;
      p = 1;
    }
  }
  *period = p;
  return suffix;
}

static intptr_t NAME(two_way)(const CHAR *h, size_t n, const CHAR *x, size_t m) {
  if (m > n) return -1;
  size_t p1, p2;
  size_t s1 = NAME(maximal_suffix)(x, m, false, &p1), s2 = NAME(maximal_suffix)(x, m, true, &p2);
  size_t cut = s1 >= s2 ? s1 : s2, period = s1 >= s2 ? p1 : p2;
  bool periodic = period + cut <= m && memcmp(x, x + period, cut * sizeof(CHAR)) == 0;
  if (!periodic) period = (cut > m - cut ? cut : m - cut) + 1;

  /* How far the window may move when its last character is c (by c's low bits). */
  uint8_t skip[64];
  size_t longest = m < 255 ? m : 255;
  memset(skip, (int)longest, sizeof skip);
  for (size_t i = m - longest; i < m; i++) skip[x[i] & 63] = (uint8_t)(m - 1 - i);

  size_t at = 0, memory = 0; /* the first `memory` characters of the window are known to match */
  while (at <= n - m) {
    size_t shift = skip[h[at + m - 1] & 63];
    if (shift) {
      /* No move within the known match can succeed: it would repeat the mismatch. */
      if (shift < memory) shift = memory;
      memory = 0;
      at += shift;
      continue;
    }
    size_t i = cut > memory ? cut : memory;
    while (i < m && x[i] == h[at + i]) i++;
    if (i < m) {
      at += i - cut + 1;
      memory = 0;
      continue;
    }
    i = cut;
    while (i > memory && x[i - 1] == h[at + i - 1]) i--;
    if (i <= memory) return (intptr_t)at;
    at += period;
    memory = periodic ? m - period : 0;
  }
  return -1;
}

static intptr_t NAME(forward)(const CHAR *h, size_t n, const CHAR *x, size_t m) {
  if (m > n) return -1;
  if (m == 1) return NAME(find_char)(h, n, x[0]);
  size_t last = n - m, at = 0, spent = 0;
  CHAR second = x[1];
  while (at <= last) {
    intptr_t hit = NAME(find_char)(h + at, last - at + 1, x[0]);
    if (hit < 0) return -1;
    at += (size_t)hit;
    if (h[at + 1] == second) {
      size_t i = 2;
      while (i < m && h[at + i] == x[i]) i++;
      if (i == m) return (intptr_t)at;
      spent += i;
    }
    at++;
    spent += 4;
    if (m >= 8 && spent > 256 + at) {
      intptr_t rest = at <= last ? NAME(two_way)(h + at, n - at, x, m) : -1;
      return rest < 0 ? -1 : rest + (intptr_t)at;
    }
  }
  return -1;
}

static intptr_t NAME(rfind_char)(const CHAR *h, size_t n, CHAR c) {
  while (n > 0) {
    if (h[--n] == c) return (intptr_t)n;
  }
  return -1;
}

static intptr_t NAME(backward)(const CHAR *h, size_t n, const CHAR *x, size_t m) {
  if (m > n) return -1;
  if (m == 1) return NAME(rfind_char)(h, n, x[0]);
  CHAR first = x[0], last = x[m - 1];
  for (size_t at = n - m + 1; at-- > 0;) {
    if (h[at] == first && h[at + m - 1] == last && kr_same_bytes(h + at, x, m * sizeof(CHAR)))
      return (intptr_t)at;
  }
  return -1;
}

static size_t NAME(count)(const CHAR *h, size_t n, const CHAR *x, size_t m, size_t limit) {
  size_t count = 0, at = 0;
  if (m == 1) {
    /* Counting single characters has no early exit to take while the limit is far. */
    if (limit >= n) {
      CHAR c = x[0];
      for (size_t i = 0; i < n; i++) count += h[i] == c;
      return count;
    }
  }
  while (count < limit && at + m <= n) {
    intptr_t hit = NAME(forward)(h + at, n - at, x, m);
    if (hit < 0) break;
    count++;
    at += (size_t)hit + m;
  }
  return count;
}
