/* Building text in C: the widening builder, and the printf-like kr_str_format. */
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

#include "objects/abstract.h"
#include "objects/bytes.h"
#include "objects/type_impl.h"
#include "objects/str_core.h"

/* ---- builder ----------------------------------------------------------------------------------------- */

static uint32_t shift_of_kind(uint8_t kind) { return kind == 1 ? 0 : kind == 2 ? 1 : 2; }

/* Room for n more characters up to max_char. */
static bool prepare(kr_str_builder *b, size_t n, uint32_t max_char) {
  if (b->failed) return false;
  if (max_char > b->max_char) b->max_char = max_char;
  uint8_t kind = b->max_char < 0x100 ? 1 : b->max_char < 0x10000 ? 2 : 4;
  size_t need = b->length + n;
  if (KR_LIKELY(kind == b->kind && need <= b->capacity)) return true;
  if (need > INT32_MAX) {
    kr_raise_no_memory();
    goto failed;
  }
  if (need == 0) return true;
  size_t room = b->capacity >= need ? b->capacity : b->str ? need + need / 2 : need < 16 ? 16 : need;
  if (b->capacity && kind == b->kind) {
    uint32_t shift = shift_of_kind(kind);
    if (room > (0x7FFFFF00u >> shift)) room = need;
    if (room > (0x7FFFFF00u >> shift)) {
      kr_raise_no_memory();
      goto failed;
    }
    kr_str *s = kr_object_realloc(b->str, sizeof(kr_str) + ((room + 1) << shift));
    if (!s) goto failed;
    b->str = s;
  } else {
    kr_value v = kr_str_new(room, b->max_char);
    if (v == KR_NULL) goto failed;
    kr_str *s = KR_STR(v);
    if (b->str) {
      kr_copy_chars(kr_str_data(s), shift_of_kind(kind), 0, kr_str_data(b->str), shift_of_kind(b->kind), 0,
                    b->length);
      b->str->length = b->length; /* for the free below only the header matters */
      kr_decref_object(b->str);
    }
    b->str = s;
    b->kind = kind;
  }
  b->capacity = (uint32_t)room;
  return true;
failed:
  kr_sb_discard(b);
  b->failed = true;
  return false;
}

void kr_sb_reserve(kr_str_builder *b, size_t n) { (void)prepare(b, n, 127); }

bool kr_sb_char(kr_str_builder *b, uint32_t c) {
  if (!prepare(b, 1, c < 128 ? 127 : c)) return false;
  kr_write_char(kr_str_data(b->str), shift_of_kind(b->kind), b->length++, c);
  return true;
}

bool kr_sb_ascii(kr_str_builder *b, const char *s, size_t size) {
  if (!prepare(b, size, 127)) return false;
  if (size) kr_copy_chars(kr_str_data(b->str), shift_of_kind(b->kind), b->length, s, 0, 0, size);
  b->length += (uint32_t)size;
  return true;
}
bool kr_sb_cstr(kr_str_builder *b, const char *ascii) { return kr_sb_ascii(b, ascii, strlen(ascii)); }

bool kr_sb_substr(kr_str_builder *b, const kr_str *s, size_t start, size_t end) {
  if (start >= end) return !b->failed;
  uint32_t shift = kr_str_shift(s);
  const char *from = (const char *)kr_str_data(s) + (start << shift);
  size_t n = end - start;
  uint32_t max_char = kr_str_max_char_bound(s);
  if (!b->length && !b->capacity && !b->failed && n == s->length && s->head.type == &kr_str_type) {
    *b = (kr_str_builder){.str = KR_REF((kr_str *)s),
                          .length = (uint32_t)n,
                          .kind = (uint8_t)(1 << shift),
                          .max_char = max_char};
    return true;
  }
  if (n < s->length && max_char > b->max_char) max_char = kr_max_char_bound(from, shift, n);
  if (!prepare(b, n, max_char)) return false;
  kr_copy_chars(kr_str_data(b->str), shift_of_kind(b->kind), b->length, from, shift, 0, n);
  b->length += (uint32_t)n;
  return true;
}
bool kr_sb_str(kr_str_builder *b, const kr_str *s) { return kr_sb_substr(b, s, 0, s->length); }

bool kr_sb_repeat(kr_str_builder *b, uint32_t c, size_t count) {
  if (count == 0) return !b->failed;
  if (count > INT32_MAX) {
    if (!b->failed) {
      kr_raise_no_memory();
      kr_sb_discard(b);
      b->failed = true;
    }
    return false;
  }
  if (!prepare(b, count, c < 128 ? 127 : c)) return false;
  kr_fill_chars(kr_str_data(b->str), shift_of_kind(b->kind), b->length, c, count);
  b->length += (uint32_t)count;
  return true;
}

static bool put_text(kr_str_builder *b, kr_value text) {
  if (text == KR_NULL) {
    kr_sb_discard(b);
    b->failed = true;
    return false;
  }
  bool ok = kr_sb_str(b, KR_STR(text));
  kr_decref(text);
  return ok;
}
bool kr_sb_value(kr_str_builder *b, kr_value v) {
  if (b->failed) return false;
  if (kr_is_exact_str(v)) return kr_sb_str(b, KR_STR(v));
  return put_text(b, kr_str_of(v));
}
bool kr_sb_repr(kr_str_builder *b, kr_value v) { return !b->failed && put_text(b, kr_repr(v)); }

void kr_sb_discard(kr_str_builder *b) {
  if (b->str) kr_decref_object(b->str);
  *b = (kr_str_builder){0};
}

kr_value kr_sb_finish(kr_str_builder *b) {
  kr_str *s = b->str;
  uint32_t length = b->length, capacity = b->capacity, shift = shift_of_kind(b->kind);
  uint32_t max_char = b->max_char;
  bool failed = b->failed;
  *b = (kr_str_builder){0};
  if (failed) return kr_failed() ? KR_NULL : kr_raise_no_memory(); /* forgotten with what a part raised */
  if (length <= 1) {
    kr_value r = length == 0 ? KR_EMPTY_STR : KR_NULL;
    if (length == 1) {
      uint32_t c = kr_read_char(kr_str_data(s), shift, 0);
      if (c < 256) r = kr_str_from_char(c);
    }
    if (r != KR_NULL) {
      if (s) kr_decref_object(s);
      return r;
    }
  }
  if (!capacity) return kr_from_object(s);
  if (capacity > length + length / 8 + 8) {
    kr_str *t = kr_object_realloc(s, sizeof(kr_str) + ((size_t)(length + 1) << shift));
    if (t) s = t;
    else kr_clear_exception();
  }
  s->length = length;
  s->hash = 0;
  if (max_char < 128) s->head.flags |= KR_STR_ASCII;
  else s->head.flags &= ~(uint32_t)KR_STR_ASCII;
  kr_write_char(kr_str_data(s), shift, length, 0);
  return kr_from_object(s);
}

/* ---- kr_str_format ----------------------------------------------------------------------------------- */

typedef struct {
  bool left, zero;
  int width, precision; /* -1: none */
} directive;

/* Text with its width and precision in characters. */
static KR_NOINLINE void put_field(kr_str_builder *b, kr_str *s, const directive *d) {
  size_t n = s->length;
  if (d->precision >= 0 && n > (size_t)d->precision) n = (size_t)d->precision;
  size_t pad = d->width > 0 && (size_t)d->width > n ? (size_t)d->width - n : 0;
  if (!d->left) kr_sb_repeat(b, ' ', pad);
  kr_sb_substr(b, s, 0, n);
  if (d->left) kr_sb_repeat(b, ' ', pad);
}

/* UTF-8 from C code; wrong bytes (a precision may cut a character) become U+FFFD. */
static KR_NOINLINE void put_cstr(kr_str_builder *b, const char *s, const directive *d) {
  if (!s) s = "(null)";
  size_t n = d->precision >= 0 ? strnlen(s, (size_t)d->precision) : strlen(s);
  if (d->width <= 0 && kr_all_ascii((const uint8_t *)s, n)) {
    kr_sb_ascii(b, s, n);
    return;
  }
  kr_value v = kr_decode_utf8((const uint8_t *)s, n, "replace");
  if (v == KR_NULL) {
    put_text(b, KR_NULL);
    return;
  }
  directive width_only = *d;
  width_only.precision = -1;
  put_field(b, KR_STR(v), &width_only);
  kr_decref(v);
}

/* What kr_str_vformat() needs only between its calls of repr() and the like has no place in its frame: these nest. */
static KR_NOINLINE void put_number(kr_str_builder *b, char conversion, uint64_t u, const directive *d) {
  char digits[32];
  if (conversion == 'u') snprintf(digits, sizeof digits, "%" PRIu64, u);
  else if (conversion == 'x') snprintf(digits, sizeof digits, "%" PRIx64, u);
  else if (conversion == 'X') snprintf(digits, sizeof digits, "%" PRIX64, u);
  else snprintf(digits, sizeof digits, "%" PRId64, (int64_t)u);
  size_t n = strlen(digits), sign = digits[0] == '-';
  size_t zeros = d->precision >= 0 && (size_t)d->precision > n - sign ? (size_t)d->precision - (n - sign) : 0;
  size_t pad = d->width > 0 && (size_t)d->width > n + zeros ? (size_t)d->width - n - zeros : 0;
  if (d->zero && !d->left) {
    zeros += pad;
    pad = 0;
  }
  if (!d->left) kr_sb_repeat(b, ' ', pad);
  kr_sb_ascii(b, digits, sign);
  kr_sb_repeat(b, '0', zeros);
  kr_sb_ascii(b, digits + sign, n - sign);
  if (d->left) kr_sb_repeat(b, ' ', pad);
}

/* A text just made, or KR_NULL: the builder fails. */
static KR_NOINLINE void put_new(kr_str_builder *b, kr_value text_stolen, const directive *d) {
  if (text_stolen == KR_NULL) put_text(b, KR_NULL);
  else put_field(b, KR_STR(text_stolen), d);
  kr_decref(text_stolen);
}
/* module.qualname; only the qualname of what the program itself defines. New. */
static kr_value told_name(kr_type *type) {
  kr_value text = kr_type_full_name(type);
  if (text != KR_NULL && (type->tf & KR_TF_HEAP)) {
    kr_value module = kr_type_module(type);
    if (module == KR_NULL) kr_clear_exception();
    else if (kr_is_str(module) && kr_str_equals_cstr(KR_STR(module), "__main__"))
      KR_REPLACE(text, kr_ref(type->qualname));
    kr_decref(module);
  }
  return text;
}

/* A count in a format: digits. */
static int read_count(const char **fmt) {
  int n = 0;
  for (; **fmt >= '0' && **fmt <= '9'; ++*fmt) n = n * 10 + (**fmt - '0');
  return n;
}

/* One case for each conversion: the arguments are taken here alone, for a va_list that another function took from
 * is of no use after it. */
kr_value kr_str_vformat(const char *fmt, va_list args) {
  kr_str_builder b = {0};
  while (*fmt && !b.failed) {
    const char *percent = strchr(fmt, '%');
    size_t n = percent ? (size_t)(percent - fmt) : strlen(fmt);
    if (n) put_cstr(&b, fmt, &(directive){.width = -1, .precision = (int)n});
    fmt += n;
    if (!*fmt) break;
    fmt++;
    directive d = {.width = -1, .precision = -1};
    for (;; fmt++) {
      if (*fmt == '-') d.left = true;
      else if (*fmt == '0') d.zero = true;
      else break;
    }
    if (*fmt == '*') {
      d.width = va_arg(args, int);
      fmt++;
    } else if (*fmt >= '0' && *fmt <= '9') {
      d.width = read_count(&fmt);
    }
    if (*fmt == '.') {
      fmt++;
      if (*fmt == '*') {
        d.precision = va_arg(args, int);
        fmt++;
      } else {
        d.precision = read_count(&fmt);
      }
    }
    int size = 0; /* 0 int, 1 long, 2 long long, 3 size_t */
    for (; *fmt == 'l' || *fmt == 'z' || *fmt == 'j' || *fmt == 't'; fmt++)
      size = *fmt == 'l' ? size + 1 : *fmt == 'j' ? 2 : 3;
    char conversion = *fmt ? *fmt++ : 0;
    switch (conversion) {
      case '%': kr_sb_char(&b, '%'); break;
      case 'c': kr_sb_char(&b, (uint32_t)va_arg(args, int)); break;
      case 's': put_cstr(&b, va_arg(args, const char *), &d); break;
      case 'd':
      case 'i': {
        int64_t i = size == 0   ? va_arg(args, int)
                    : size == 1 ? va_arg(args, long)
                    : size == 2 ? va_arg(args, long long)
                                : (int64_t)va_arg(args, intptr_t);
        put_number(&b, 'd', (uint64_t)i, &d);
        break;
      }
      case 'u':
      case 'x':
      case 'X': {
        uint64_t u = size == 0   ? va_arg(args, unsigned)
                     : size == 1 ? va_arg(args, unsigned long)
                     : size == 2 ? va_arg(args, unsigned long long)
                                 : (uint64_t)va_arg(args, size_t);
        put_number(&b, conversion, u, &d);
        break;
      }
      case 'p':
        kr_sb_cstr(&b, "0x");
        put_number(&b, 'x', (uintptr_t)va_arg(args, void *), &d);
        break;
      case 'U': put_field(&b, KR_STR(va_arg(args, kr_value)), &d); break;
      case 'S':
      case 'R':
      case 'A': {
        kr_value v = va_arg(args, kr_value);
        put_new(&b, conversion == 'S' ? kr_str_of(v) : conversion == 'R' ? kr_repr(v) : kr_ascii(v), &d);
        break;
      }
      case 'G': {
        kr_value v = va_arg(args, kr_value);
        put_cstr(&b, v == KR_NONE ? "None" : kr_type_cname(kr_type_of(v)), &d);
        break;
      }
      case 'T': put_cstr(&b, kr_type_cname(kr_type_of(va_arg(args, kr_value))), &d); break;
      case 'Q': put_new(&b, told_name(kr_type_of(va_arg(args, kr_value))), &d); break;
      case 'N': put_cstr(&b, kr_type_cname(va_arg(args, kr_type *)), &d); break;
      default: /* a mistake in a format of ours: show it */
        kr_sb_char(&b, '%');
        if (conversion) kr_sb_char(&b, (uint8_t)conversion);
        break;
    }
  }
  return kr_sb_finish(&b);
}

kr_value kr_str_format(const char *fmt, ...) {
  va_list args;
  va_start(args, fmt);
  kr_value v = kr_str_vformat(fmt, args);
  va_end(args);
  return v;
}
