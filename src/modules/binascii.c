/* binascii: binary data as text and back: base64, hexadecimal, quoted-printable, uu; checksums. */
#include "modules/modules.h"
#include "objects/abstract.h"
#include "objects/bytes_core.h"
#include "objects/dict.h"
#include "objects/int.h"
#include "objects/tuple.h"

#define FUNCTION(name) \
  static kr_value name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames)

static kr_value error_type = KR_NULL, incomplete_type = KR_NULL;
#define ERROR(...) kr_raise(KR_AS_TYPE(error_type), __VA_ARGS__)

/* Bytes-like, or ASCII text. 0, -1. */
static int ascii_argument(kr_bytes_arg *a, kr_value v) {
  if (kr_is_str(v)) {
    a->held = false;
    if (!kr_str_is_ascii(KR_STR(v)))
      return KR_RAISE_INT(&kr_exc_ValueError, "string argument should contain only ASCII characters");
    a->data = kr_str_data(KR_STR(v));
    a->size = KR_STR(v)->length;
    return 0;
  }
  if (!kr_has_buffer(v))
    return KR_RAISE_INT(&kr_exc_TypeError, "argument should be bytes, buffer or ASCII string, not '%T'", v);
  return kr_bytes_arg_get(a, v);
}

static int flag(kr_value v, bool fallback) { return v == KR_NULL ? fallback : kr_truth(v); }

/* ---- base64 ------------------------------------------------------------------------------------------ */

static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/* The value of each byte as a digit; -1: it is none. */
static const int8_t *base64_values(void) {
  static int8_t values[256];
  if (values[0] == 0) {
    memset(values, -1, sizeof values);
    for (int8_t i = 0; i < 64; i++) values[(uint8_t)digits[i]] = i;
  }
  return values;
}

/* Decodes into out, which has room for three bytes for each four; false with an exception. */
static bool from_base64(const uint8_t *p, size_t n, bool strict, kr_buf *out) {
  if (strict && n && p[0] == '=') return ERROR("Leading padding not allowed"), false;
  const int8_t *values = base64_values();
  /* Four digits at a time, until something else comes. There is room for all. */
  size_t i = 0;
  for (uint8_t *to = (uint8_t *)out->data; i + 4 <= n; i += 4, to += 3) {
    uint32_t bits = (uint32_t)values[p[i]] << 18 | (uint32_t)values[p[i + 1]] << 12 |
                    (uint32_t)values[p[i + 2]] << 6 | (uint32_t)values[p[i + 3]];
    if (bits >> 24) break;
    to[0] = (uint8_t)(bits >> 16);
    to[1] = (uint8_t)(bits >> 8);
    to[2] = (uint8_t)bits;
    out->size += 3;
  }
  int position = 0, pads = 0;
  bool padding = false;
  uint32_t bits = 0;
  for (; i < n; i++) {
    if (p[i] == '=') {
      padding = true;
      if (strict && position == 0) return ERROR("Excess padding not allowed"), false;
      if (position >= 2 && position + ++pads >= 4) {
        if (strict && i + 1 < n) return ERROR("Excess data after padding"), false;
        return true;
      }
      continue;
    }
    int value = values[p[i]];
    if (value < 0) {
      if (strict) return ERROR("Only base64 data is allowed"), false;
      continue;
    }
    if (strict && padding) return ERROR("Discontinuous padding not allowed"), false;
    pads = 0;
    bits = bits << 6 | (uint32_t)value;
    if (position > 0) kr_buf_put_char(out, (char)(bits >> (6 - 2 * position)));
    position = (position + 1) & 3;
  }
  if (position == 1)
    return ERROR("Invalid base64-encoded string: number of data characters (%zd) cannot be 1 more "
                 "than a "
                 "multiple of 4",
                 (intptr_t)(out->size / 3 * 4 + 1)),
           false;
  if (position) return ERROR("Incorrect padding"), false;
  return true;
}

FUNCTION(a2b_base64) {
  kr_bytes_arg a;
  int strict = flag(args[1], false);
  if (strict < 0 || ascii_argument(&a, args[0]) < 0) return KR_NULL;
  kr_buf out = {0};
  kr_buf_reserve(&out, a.size / 4 * 3 + 3);
  bool ok = !out.failed && from_base64(a.data, a.size, strict, &out);
  kr_bytes_arg_release(&a);
  if (ok) return kr_bytes_from_buf(&out);
  kr_buf_free(&out);
  return KR_NULL;
}

FUNCTION(b2a_base64) {
  kr_bytes_arg a;
  int newline = flag(args[1], true);
  if (newline < 0 || kr_bytes_arg_get(&a, args[0]) < 0) return KR_NULL;
  kr_value r = KR_NULL;
  if (a.size > INT32_MAX / 4 * 3 - 8) {
    ERROR("Too much data for base64 line");
  } else {
    size_t size = (a.size + 2) / 3 * 4 + (size_t)newline;
    kr_bytes *b = kr_bytes_new(size);
    uint8_t small[4], *out = size > 1 && b ? b->data : small;
    for (size_t i = 0; b && i < a.size; i += 3) {
      uint32_t bits = (uint32_t)a.data[i] << 16;
      if (i + 1 < a.size) bits |= (uint32_t)a.data[i + 1] << 8;
      if (i + 2 < a.size) bits |= a.data[i + 2];
      *out++ = (uint8_t)digits[bits >> 18];
      *out++ = (uint8_t)digits[bits >> 12 & 63];
      *out++ = i + 1 < a.size ? (uint8_t)digits[bits >> 6 & 63] : '=';
      *out++ = i + 2 < a.size ? (uint8_t)digits[bits & 63] : '=';
    }
    if (newline) *out = '\n';
    r = kr_from_object_or_null(b);
    if (b && size == 1) {
      kr_decref(r);
      r = kr_bytes_from("\n", 1);
    }
  }
  kr_bytes_arg_release(&a);
  return r;
}

/* ---- hexadecimal ------------------------------------------------------------------------------------- */

FUNCTION(b2a_hex) {
  kr_bytes_arg a;
  if (kr_bytes_arg_get(&a, args[0]) < 0) return KR_NULL;
  kr_value text = kr_bytes_hex_latin1(a.data, a.size, args[1], args[2], 255);
  kr_bytes_arg_release(&a);
  if (text == KR_NULL) return KR_NULL;
  kr_value r = kr_bytes_from(kr_str_data(KR_STR(text)), KR_STR(text)->length);
  kr_decref(text);
  return r;
}

FUNCTION(a2b_hex) {
  kr_bytes_arg a;
  if (ascii_argument(&a, args[0]) < 0) return KR_NULL;
  kr_buf out = {0};
  if (a.size % 2) {
    ERROR("Odd-length string");
  } else if (kr_buf_reserve(&out, a.size / 2)) {
    int invalid = 0;
    char *to = out.data;
    for (size_t i = 0; i + 1 < a.size; i += 2) {
      int byte = kr_hex_digit(a.data[i]) * 16 | kr_hex_digit(a.data[i + 1]);
      invalid |= byte;
      *to++ = (char)byte;
    }
    out.size = a.size / 2;
    if (invalid < 0) ERROR("Non-hexadecimal digit found");
  }
  kr_bytes_arg_release(&a);
  if (!kr_failed()) return kr_bytes_from_buf(&out);
  kr_buf_free(&out);
  return KR_NULL;
}

/* ---- uu ---------------------------------------------------------------------------------------------- */

FUNCTION(a2b_uu) {
  kr_bytes_arg a;
  if (ascii_argument(&a, args[0]) < 0) return KR_NULL;
  const uint8_t *p = a.data, *end = p + a.size;
  size_t size = (size_t)(((p < end ? *p : 0) - ' ') & 63);
  if (p < end) p++;
  kr_buf out = {0};
  uint32_t bits = 0;
  int count = 0;
  while (out.size < size && !out.failed) {
    /* A line may end early: the rest is zero. */
    uint32_t value = 0;
    if (p < end && *p != '\n' && *p != '\r') {
      if (*p < ' ' || *p > ' ' + 64) {
        ERROR("Illegal char");
        break;
      }
      value = (uint32_t)(*p - ' ') & 63;
    }
    if (p < end) p++;
    bits = bits << 6 | value;
    count += 6;
    if (count >= 8) {
      count -= 8;
      kr_buf_put_char(&out, (char)(bits >> count));
      bits &= (1u << count) - 1;
    }
  }
  for (; p < end && !kr_failed(); p++) {
    if (*p != ' ' && *p != ' ' + 64 && *p != '\n' && *p != '\r') ERROR("Trailing garbage");
  }
  kr_bytes_arg_release(&a);
  if (!kr_failed()) return kr_bytes_from_buf(&out);
  kr_buf_free(&out);
  return KR_NULL;
}

FUNCTION(b2a_uu) {
  kr_bytes_arg a;
  int backtick = flag(args[1], false);
  if (backtick < 0 || kr_bytes_arg_get(&a, args[0]) < 0) return KR_NULL;
  kr_buf out = {0};
  kr_value r = KR_NULL;
  if (a.size > 45) {
    ERROR("At most 45 bytes at once");
  } else {
#define DIGIT(v) (char)((v) == 0 && backtick ? '`' : (int)(v) + ' ')
    kr_buf_put_char(&out, DIGIT(a.size));
    for (size_t i = 0; i < a.size; i += 3) {
      uint32_t bits = 0;
      for (size_t k = 0; k < 3; k++) bits = bits << 8 | (i + k < a.size ? a.data[i + k] : 0);
      for (size_t k = 0; k < 4; k++) kr_buf_put_char(&out, DIGIT(bits >> (18 - 6 * k) & 63));
    }
#undef DIGIT
    kr_buf_put_char(&out, '\n');
    r = kr_bytes_from_buf(&out);
  }
  kr_bytes_arg_release(&a);
  return r;
}

/* ---- quoted-printable -------------------------------------------------------------------------------- */

FUNCTION(a2b_qp) {
  kr_bytes_arg a;
  int header = flag(args[1], false);
  if (header < 0 || ascii_argument(&a, args[0]) < 0) return KR_NULL;
  kr_buf out = {0};
  for (size_t i = 0; i < a.size && !out.failed;) {
    uint8_t c = a.data[i++];
    if (c == '_' && header) {
      c = ' ';
    } else if (c == '=') {
      if (i >= a.size) break;
      uint8_t next = a.data[i];
      if (next == '\n' || next == '\r') { /* a soft line break */
        while (i < a.size && a.data[i] != '\n') i++;
        if (i < a.size) i++;
        continue;
      }
      if (next == '=') {
        i++;
      } else if (i + 1 < a.size && kr_hex_digit(next) >= 0 && kr_hex_digit(a.data[i + 1]) >= 0) {
        c = (uint8_t)(kr_hex_digit(next) << 4 | kr_hex_digit(a.data[i + 1]));
        i += 2;
      }
    }
    kr_buf_put_char(&out, (char)c);
  }
  kr_bytes_arg_release(&a);
  return kr_bytes_from_buf(&out);
}

enum { QP_LINE = 76 };

static void put_quoted(kr_buf *out, uint8_t c) {
  char text[3] = {'=', "0123456789ABCDEF"[c >> 4], "0123456789ABCDEF"[c & 15]};
  kr_buf_put(out, text, 3);
}

FUNCTION(b2a_qp) {
  kr_bytes_arg a;
  int quotetabs = flag(args[1], false), istext = flag(args[2], true), header = flag(args[3], false);
  if (quotetabs < 0 || istext < 0 || header < 0 || kr_bytes_arg_get(&a, args[0]) < 0) return KR_NULL;
  const uint8_t *p = a.data;
  size_t n = a.size, line = 0;
  intptr_t first = kr_find_char(p, 0, n, '\n');
  const char *newline = first > 0 && p[first - 1] == '\r' ? "\r\n" : "\n";
  kr_buf out = {0};
  for (size_t i = 0; i < n && !out.failed;) {
    uint8_t c = p[i];
    bool last = i + 1 == n;
    uint8_t next = last ? 0 : p[i + 1];
    bool end_of_line = c == '\n' || (c == '\r' && !last && next == '\n');
    bool quote = c > 126 || c == '=' || (header && c == '_') ||
                 (c == '.' && line == 0 && (last || next == '\n' || next == '\r' || next == 0)) ||
                 (!istext && (c == '\r' || c == '\n')) || ((c == '\t' || c == ' ') && last) ||
                 (c < 33 && c != '\r' && c != '\n' && (quotetabs || (c != '\t' && c != ' ')));
    if (quote) {
      if (line + 3 >= QP_LINE) {
        kr_buf_put_char(&out, '=');
        kr_buf_put_cstr(&out, newline);
        line = 0;
      }
      put_quoted(&out, c);
      line += 3;
      i++;
    } else if (istext && end_of_line) {
      line = 0;
      if (out.size && (out.data[out.size - 1] == ' ' || out.data[out.size - 1] == '\t'))
        put_quoted(&out, (uint8_t)out.data[--out.size]);
      kr_buf_put_cstr(&out, newline);
      i += c == '\r' ? 2 : 1;
    } else {
      if (!last && next != '\n' && line + 1 >= QP_LINE) {
        kr_buf_put_char(&out, '=');
        kr_buf_put_cstr(&out, newline);
        line = 0;
      }
      line++;
      kr_buf_put_char(&out, header && c == ' ' ? '_' : (char)c);
      i++;
    }
  }
  kr_bytes_arg_release(&a);
  return kr_bytes_from_buf(&out);
}

/* ---- checksums --------------------------------------------------------------------------------------- */

/* The low 32 bits of an int. 0, -1. */
static int mask_argument(kr_value v, uint32_t *out) {
  kr_value n = kr_index(v);
  if (n == KR_NULL) return -1;
  *out = (uint32_t)kr_int_as_u64_mask(n);
  kr_decref(n);
  return 0;
}

FUNCTION(crc_hqx) {
  uint32_t crc;
  kr_bytes_arg a;
  if (kr_bytes_arg_get(&a, args[0]) < 0) return KR_NULL;
  if (mask_argument(args[1], &crc) < 0) {
    kr_bytes_arg_release(&a);
    return KR_NULL;
  }
  crc &= 0xFFFF;
  for (size_t i = 0; i < a.size; i++) {
    crc ^= (uint32_t)a.data[i] << 8;
    for (int k = 0; k < 8; k++) crc = crc & 0x8000 ? crc << 1 ^ 0x1021 : crc << 1;
    crc &= 0xFFFF;
  }
  kr_bytes_arg_release(&a);
  return kr_from_small_int(crc);
}

FUNCTION(crc32) {
  /* table[k]: of a byte that k others follow, so that eight are taken at once. */
  static uint32_t table[8][256];
  if (!table[0][1]) {
    for (uint32_t i = 0; i < 256; i++) {
      uint32_t c = i;
      for (int k = 0; k < 8; k++) c = c & 1 ? c >> 1 ^ 0xEDB88320u : c >> 1;
      table[0][i] = c;
    }
    for (int k = 1; k < 8; k++)
      for (int i = 0; i < 256; i++) table[k][i] = table[0][table[k - 1][i] & 0xFF] ^ table[k - 1][i] >> 8;
  }
  uint32_t crc = 0;
  kr_bytes_arg a;
  if (kr_bytes_arg_get(&a, args[0]) < 0) return KR_NULL;
  if (args[1] != KR_NULL && mask_argument(args[1], &crc) < 0) {
    kr_bytes_arg_release(&a);
    return KR_NULL;
  }
  crc = ~crc;
  const uint8_t *p = a.data;
  size_t left = a.size;
  for (; left >= 8; left -= 8, p += 8) {
    uint32_t low, high;
    memcpy(&low, p, 4);
    memcpy(&high, p + 4, 4);
    low ^= crc;
    crc = table[7][low & 0xFF] ^ table[6][low >> 8 & 0xFF] ^ table[5][low >> 16 & 0xFF] ^
          table[4][low >> 24] ^ table[3][high & 0xFF] ^ table[2][high >> 8 & 0xFF] ^
          table[1][high >> 16 & 0xFF] ^ table[0][high >> 24];
  }
  for (; left; left--, p++) crc = table[0][(crc ^ *p) & 0xFF] ^ crc >> 8;
  kr_bytes_arg_release(&a);
  return kr_from_small_int(~crc);
}

/* ---- module ------------------------------------------------------------------------------------------ */

static const kr_method_def methods[] = {
    {"a2b_uu", a2b_uu, 0, "($module, data, /)", "The bytes that a line of uuencode stands for."},
    {"b2a_uu", b2a_uu, 0, "($module, data, /, *, backtick=False)", "Uuencode a line of data."},
    {"a2b_base64", a2b_base64, 0, "($module, data, /, *, strict_mode=False)", "Decode base64."},
    {"b2a_base64", b2a_base64, 0, "($module, data, /, *, newline=True)", "Encode as a line of base64."},
    {"a2b_hex", a2b_hex, 0, "($module, hexstr, /)", "Decode hexadecimal digits."},
    {"b2a_hex", b2a_hex, 0, "($module, /, data, sep=<unrepresentable>, bytes_per_sep=1)",
     "Two hexadecimal digits for each byte."},
    {"hexlify", b2a_hex, 0, "($module, /, data, sep=<unrepresentable>, bytes_per_sep=1)",
     "Two hexadecimal digits for each byte."},
    {"unhexlify", a2b_hex, 0, "($module, hexstr, /)", "Decode hexadecimal digits."},
    {"crc_hqx", crc_hqx, 0, "($module, data, crc, /)", "The CRC-CCITT checksum."},
    {"crc32", crc32, 0, "($module, data, crc=0, /)", "The CRC-32 checksum."},
    {"a2b_qp", a2b_qp, 0, "($module, /, data, header=False)", "Decode quoted-printable."},
    {"b2a_qp", b2a_qp, 0, "($module, /, data, quotetabs=False, istext=True, header=False)",
     "Encode as quoted-printable."},
    {0},
};

static int exec(kr_module *m) {
  if (error_type == KR_NULL)
    error_type =
        kr_exception_class_new("binascii", "Error", kr_tuple_pack(1, kr_from_object(&kr_exc_ValueError)));
  if (error_type == KR_NULL || kr_module_add(m, "Error", error_type) < 0) return -1;
  if (incomplete_type == KR_NULL)
    incomplete_type =
        kr_exception_class_new("binascii", "Incomplete", kr_tuple_pack(1, kr_from_object(&kr_exc_Exception)));
  return incomplete_type == KR_NULL ? -1 : kr_module_add(m, "Incomplete", incomplete_type);
}

const kr_module_def kr_module_def_binascii = {
    .name = "binascii",
    .doc = "Binary data as ASCII text and back.",
    .methods = methods,
    .exec = exec,
};
