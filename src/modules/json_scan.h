/* The JSON parser, included by json_scanner.c once for each width of characters: no include guard.
 * Before the include: SCAN(name) makes names unique, CHAR is the type of a character. */

#define DATA(c) ((const CHAR *)(c)->data)

static inline size_t SCAN(skip_space)(const scan *c, size_t i) {
  const CHAR *p = DATA(c);
  while (i < c->length && (p[i] == ' ' || p[i] == '\n' || p[i] == '\t' || p[i] == '\r')) i++;
  return i;
}

static inline bool SCAN(is_digit)(const scan *c, size_t i) {
  return i < c->length && DATA(c)[i] >= '0' && DATA(c)[i] <= '9';
}

static bool SCAN(matches)(const scan *c, size_t i, const char *word) {
  const CHAR *p = DATA(c);
  for (; *word; word++, i++) {
    if (i >= c->length || p[i] != (CHAR)*word) return false;
  }
  return true;
}

/* Four hexadecimal digits at i; -1: they are not. */
static int32_t SCAN(hex4)(const scan *c, size_t i) {
  if (c->length - i < 4 || i > c->length) return -1;
  int32_t v = 0;
  for (size_t j = i; j < i + 4; j++) {
    uint32_t d = DATA(c)[j];
    if (d >= '0' && d <= '9') d -= '0';
    else if (d >= 'a' && d <= 'f') d -= 'a' - 10;
    else if (d >= 'A' && d <= 'F') d -= 'A' - 10;
    else return -1;
    v = v << 4 | (int32_t)d;
  }
  return v;
}

/* The escape whose letter stands at *i: its character, or -1 with an exception. */
static int32_t SCAN(escape)(scan *c, size_t *i) {
  uint32_t letter = DATA(c)[*i];
  (*i)++;
  switch (letter) {
    case '"':
    case '\\':
    case '/': return (int32_t)letter;
    case 'b': return '\b';
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    case 'u': break;
    default: kr_json_error("Invalid \\escape", c->text, *i - 2); return -1;
  }
  int32_t v = SCAN(hex4)(c, *i);
  if (v < 0 || *i + 4 >= c->length) { /* something must follow, at least the quote */
    kr_json_error("Invalid \\uXXXX escape", c->text, *i - 1);
    return -1;
  }
  *i += 4;
  if (v >= 0xD800 && v < 0xDC00 && *i + 6 < c->length && SCAN(matches)(c, *i, "\\u")) {
    int32_t low = SCAN(hex4)(c, *i + 2);
    if (low >= 0xDC00 && low < 0xE000) {
      *i += 6;
      v = 0x10000 + ((v - 0xD800) << 10 | (low - 0xDC00));
    }
  }
  return v;
}

/* As kr_json_scan_string; `key`: it may be shared with an equal one met before. */
static kr_value SCAN(string)(scan *c, size_t start, bool strict, bool key, size_t *next) {
  const CHAR *p = DATA(c);
  size_t i = start;
  while (i < c->length && p[i] != '"' && p[i] != '\\' && p[i] >= ' ') i++;
  if (i < c->length && p[i] == '"') {
    *next = i + 1;
    return key ? key_text(c, start, i) : plain_text(c, start, i);
  }
  kr_str_builder b = {0};
  size_t from = start;
  for (;;) {
    while (i < c->length && p[i] != '"' && p[i] != '\\' && (p[i] >= ' ' || !strict)) i++;
    if (i >= c->length) break;
    if (p[i] != '"' && p[i] != '\\') {
      kr_sb_discard(&b);
      return kr_json_error("Invalid control character at", c->text, i);
    }
    kr_sb_substr(&b, KR_STR(c->text), from, i);
    if (p[i] == '"') {
      *next = i + 1;
      return kr_sb_finish(&b);
    }
    if (++i >= c->length) break;
    int32_t v = SCAN(escape)(c, &i);
    if (v < 0) {
      kr_sb_discard(&b);
      return KR_NULL;
    }
    kr_sb_char(&b, (uint32_t)v);
    from = i;
  }
  kr_sb_discard(&b);
  return kr_json_error("Unterminated string starting at", c->text, start - 1);
}

static kr_value SCAN(number)(scan *c, size_t start, size_t *next) {
  const CHAR *p = DATA(c);
  size_t i = start;
  bool negative = p[i] == '-';
  i += negative;
  if (!SCAN(is_digit)(c, i)) return kr_stop(start);
  uint64_t mantissa = 0;
  size_t digits = i;
  if (p[i] == '0') {
    i++;
  } else {
    for (; SCAN(is_digit)(c, i); i++) mantissa = mantissa * 10 + (uint64_t)(p[i] - '0');
  }
  digits = i - digits;
  size_t fraction = 0;
  if (i + 1 < c->length && p[i] == '.' && SCAN(is_digit)(c, i + 1)) {
    size_t point = i++;
    for (; SCAN(is_digit)(c, i); i++) mantissa = mantissa * 10 + (uint64_t)(p[i] - '0');
    fraction = i - point - 1;
  }
  bool exponent = false;
  if (i < c->length && (p[i] == 'e' || p[i] == 'E')) {
    size_t j = i + 1;
    if (j < c->length && (p[j] == '+' || p[j] == '-')) j++;
    if (SCAN(is_digit)(c, j)) {
      exponent = true;
      while (SCAN(is_digit)(c, j)) j++;
      i = j;
    }
  }
  *next = i;
  bool is_float = fraction || exponent;
  kr_value type = kr_from_object(is_float ? &kr_float_type : &kr_int_type);
  kr_value convert = is_float ? c->scanner->parse_float : c->scanner->parse_int;
  if (convert == type) {
    /* Short ones are exact: ints in 64 bits; fractions as a quotient of two exact doubles. */
    if (!is_float && digits <= 18) return kr_int_from_i64(negative ? -(int64_t)mantissa : (int64_t)mantissa);
    if (!exponent && digits + fraction <= 15) {
      double d = (double)mantissa / powers_of_ten[fraction];
      if (is_float) return kr_from_double(negative ? -d : d);
    }
  }
  return convert_number(c, start, i, is_float);
}

static kr_value SCAN(value)(scan *c, size_t i, size_t *next);

/* The members after the brace into a dict, or (pairs) a list of tuples. 0, -1. */
static int SCAN(members)(scan *c, size_t i, kr_dict *dict, kr_list *pairs, size_t *next) {
  const CHAR *p = DATA(c);
  i = SCAN(skip_space)(c, i);
  if (i < c->length && p[i] == '}') {
    *next = i + 1;
    return 0;
  }
  for (;;) {
    if (i >= c->length || p[i] != '"') {
      kr_json_error("Expecting property name enclosed in double quotes", c->text, i);
      return -1;
    }
    kr_value pair[2];
    pair[0] = SCAN(string)(c, i + 1, c->scanner->strict, true, &i);
    if (pair[0] == KR_NULL) return -1;
    i = SCAN(skip_space)(c, i);
    if (i >= c->length || p[i] != ':') {
      kr_decref(pair[0]);
      kr_json_error("Expecting ':' delimiter", c->text, i);
      return -1;
    }
    i = SCAN(skip_space)(c, i + 1);
    pair[1] = SCAN(value)(c, i, &i);
    if (pair[1] == KR_NULL) {
      kr_decref(pair[0]);
      return -1;
    }
    int r;
    if (pairs) {
      kr_value tuple = kr_tuple_from_array_steal(pair, 2);
      r = tuple == KR_NULL ? -1 : kr_list_append_steal(pairs, tuple);
    } else {
      r = kr_dict_set(dict, pair[0], pair[1]);
      kr_decref(pair[0]);
      kr_decref(pair[1]);
    }
    if (r < 0) return -1;
    i = SCAN(skip_space)(c, i);
    if (i < c->length && p[i] == '}') {
      *next = i + 1;
      return 0;
    }
    if (i >= c->length || p[i] != ',') {
      kr_json_error("Expecting ',' delimiter", c->text, i);
      return -1;
    }
    size_t comma = i;
    i = SCAN(skip_space)(c, i + 1);
    if (i < c->length && p[i] == '}') {
      kr_json_error("Illegal trailing comma before end of object", c->text, comma);
      return -1;
    }
  }
}

static kr_value SCAN(object)(scan *c, size_t i, size_t *next) {
  json_scanner *scanner = c->scanner;
  kr_value result;
  if (scanner->object_pairs_hook != KR_NONE) {
    kr_list *pairs = kr_list_new(0);
    if (!pairs) return KR_NULL;
    result = KR_NULL;
    if (SCAN(members)(c, i, NULL, pairs, next) == 0) {
      result = kr_call1(scanner->object_pairs_hook, kr_from_object(pairs));
    }
    kr_decref_object(pairs);
    return result;
  }
  kr_dict *dict = kr_dict_new();
  if (!dict) return KR_NULL;
  if (SCAN(members)(c, i, dict, NULL, next) < 0) {
    kr_decref_object(dict);
    return KR_NULL;
  }
  if (scanner->object_hook == KR_NONE) return kr_from_object(dict);
  result = kr_call1(scanner->object_hook, kr_from_object(dict));
  kr_decref_object(dict);
  return result;
}

static kr_value SCAN(array)(scan *c, size_t i, size_t *next) {
  const CHAR *p = DATA(c);
  kr_list *list = kr_list_new(0);
  if (!list) return KR_NULL;
  i = SCAN(skip_space)(c, i);
  if (i < c->length && p[i] == ']') {
    *next = i + 1;
    return kr_from_object(list);
  }
  for (;;) {
    kr_value v = SCAN(value)(c, i, &i);
    if (v == KR_NULL || kr_list_append_steal(list, v) < 0) break;
    i = SCAN(skip_space)(c, i);
    if (i < c->length && p[i] == ']') {
      *next = i + 1;
      return kr_from_object(list);
    }
    if (i >= c->length || p[i] != ',') {
      kr_json_error("Expecting ',' delimiter", c->text, i);
      break;
    }
    size_t comma = i;
    i = SCAN(skip_space)(c, i + 1);
    if (i < c->length && p[i] == ']') {
      kr_json_error("Illegal trailing comma before end of array", c->text, comma);
      break;
    }
  }
  kr_decref_object(list);
  return KR_NULL;
}

/* Any value at i, where no space is allowed. KR_NULL: StopIteration(i) says that there is none. */
static kr_value SCAN(value)(scan *c, size_t i, size_t *next) {
  if (i >= c->length) return kr_stop(i);
  kr_value v;
  switch (DATA(c)[i]) {
    case '"': return SCAN(string)(c, i + 1, c->scanner->strict, false, next);
    case '{':
      if (kr_enter_recursion(" while decoding a JSON object from a unicode string") < 0) return KR_NULL;
      v = SCAN(object)(c, i + 1, next);
      kr_leave_recursion();
      return v;
    case '[':
      if (kr_enter_recursion(" while decoding a JSON array from a unicode string") < 0) return KR_NULL;
      v = SCAN(array)(c, i + 1, next);
      kr_leave_recursion();
      return v;
    case 'n':
      if (!SCAN(matches)(c, i, "null")) break;
      *next = i + 4;
      return KR_NONE;
    case 't':
      if (!SCAN(matches)(c, i, "true")) break;
      *next = i + 4;
      return KR_TRUE;
    case 'f':
      if (!SCAN(matches)(c, i, "false")) break;
      *next = i + 5;
      return KR_FALSE;
    case 'N':
      if (!SCAN(matches)(c, i, "NaN")) break;
      *next = i + 3;
      return parse_constant(c, "NaN");
    case 'I':
      if (!SCAN(matches)(c, i, "Infinity")) break;
      *next = i + 8;
      return parse_constant(c, "Infinity");
    case '-':
      if (!SCAN(matches)(c, i, "-Infinity")) break;
      *next = i + 9;
      return parse_constant(c, "-Infinity");
  }
  uint32_t ch = DATA(c)[i];
  if (ch == '-' || (ch >= '0' && ch <= '9')) return SCAN(number)(c, i, next);
  return kr_stop(i);
}

#undef DATA
