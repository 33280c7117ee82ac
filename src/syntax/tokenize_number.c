/* Numeric literals: where one ends, and what is wrong with it. */
#include <stdio.h>

#include "syntax/token.h"

static bool digit(int c) { return (unsigned)(c - '0') < 10; }
static bool hex_digit(int c) { return digit(c) || (unsigned)((c | 32) - 'a') < 6; }

/* Does the text at the current character go on with `rest` and then end the name? Reads nothing. */
static bool looking_at(kr_tokenizer *t, const char *rest) {
  uint32_t cur = t->cur;
  while (*rest && cur < t->line_end && t->buf[cur] == *rest) cur++, rest++;
  return !*rest && !(cur < t->line_end && kr_is_name_char((uint8_t)t->buf[cur]));
}

/* c follows a number. A keyword there is allowed, with a warning (1if x else y); any other name is an
 * error. False: raised. c stays read. */
static bool check_end(kr_tokenizer *t, int c, const char *kind) {
  bool keyword = false;
  if (t->extra_tokens) return true; /* the tokenize module is more liberal */
  switch (c) {
    case 'a': keyword = looking_at(t, "nd"); break;
    case 'e': keyword = looking_at(t, "lse"); break;
    case 'f': keyword = looking_at(t, "or"); break;
    case 'i': {
      int c2 = t->cur < t->line_end ? (uint8_t)t->buf[t->cur] : 0;
      keyword = c2 == 'f' || c2 == 'n' || c2 == 's';
      break;
    }
    case 'o': keyword = looking_at(t, "r"); break;
    case 'n': keyword = looking_at(t, "ot"); break;
  }
  if (keyword) {
    kr_tok_back(t, c);
    char message[40];
    snprintf(message, sizeof message, "invalid %s literal", kind);
    if (kr_tok_warn(t, message, message) < 0) return false;
    kr_tok_char(t);
  } else if (c < 128 && kr_is_name_char(c)) {
    kr_tok_back(t, c);
    kr_tok_error(t, "invalid %s literal", kind);
    return false;
  }
  return true;
}

/* The rest of a row of decimal digits: the character after it, or -2 when raised. */
enum { BAD = -2 };
static int decimal_digits(kr_tokenizer *t) {
  int c;
  for (;;) {
    do c = kr_tok_char(t);
    while (digit(c));
    if (c != '_') return c;
    c = kr_tok_char(t);
    if (!digit(c)) {
      kr_tok_back(t, c);
      kr_tok_error(t, "invalid decimal literal");
      return BAD;
    }
  }
}

/* After 0x, 0o, 0b. The character after the digits, or BAD. */
static int radix_digits(kr_tokenizer *t, int radix, const char *kind) {
  int c = kr_tok_char(t);
  do {
    if (c == '_') c = kr_tok_char(t);
    if (radix == 16 ? !hex_digit(c) : !(c >= '0' && c < '0' + radix)) {
      if (digit(c)) {
        kr_tok_error(t, "invalid digit '%c' in %s literal", c, kind);
      } else {
        kr_tok_back(t, c);
        kr_tok_error(t, "invalid %s literal", kind);
      }
      return BAD;
    }
    do c = kr_tok_char(t);
    while (radix == 16 ? hex_digit(c) : c >= '0' && c < '0' + radix);
  } while (c == '_');
  if (digit(c)) {
    kr_tok_error(t, "invalid digit '%c' in %s literal", c, kind);
    return BAD;
  }
  return c;
}

/* c: the first character, read; a '.' is known to be followed by a digit. */
int kr_tok_number(kr_tokenizer *t, kr_token *tok, int c) {
  const char *kind = "decimal";
  if (c == '0') {
    c = kr_tok_char(t);
    int radix = 0;
    switch (c) {
      case 'x':
      case 'X': radix = 16, kind = "hexadecimal"; break;
      case 'o':
      case 'O': radix = 8, kind = "octal"; break;
      case 'b':
      case 'B': radix = 2, kind = "binary"; break;
    }
    if (radix) {
      c = radix_digits(t, radix, kind);
      if (c == BAD) return KR_TOK_ERRORTOKEN;
      goto end;
    }
    /* Zero, or a float that begins with zeros: other digits make sense only in the latter. */
    for (;;) {
      if (c == '_') {
        c = kr_tok_char(t);
        if (!digit(c)) {
          kr_tok_back(t, c);
          return kr_tok_error(t, "invalid decimal literal");
        }
      }
      if (c != '0') break;
      c = kr_tok_char(t);
    }
    uint32_t zeros_end = t->cur;
    bool nonzero = digit(c);
    if (nonzero) {
      c = decimal_digits(t);
      if (c == BAD) return KR_TOK_ERRORTOKEN;
    }
    if (nonzero && c != '.' && c != 'e' && c != 'E' && c != 'j' && c != 'J' && !t->extra_tokens) {
      kr_tok_back(t, c);
      return kr_tok_error_range(t, (int)(t->start + 1 - t->line_start), (int)(zeros_end - t->line_start),
                                "leading zeros in decimal integer literals are not permitted; "
                                "use an 0o prefix for octal integers");
    }
  } else if (c != '.') {
    c = decimal_digits(t);
    if (c == BAD) return KR_TOK_ERRORTOKEN;
  }
  if (c == '.') {
    c = kr_tok_char(t);
    if (digit(c)) {
      c = decimal_digits(t);
      if (c == BAD) return KR_TOK_ERRORTOKEN;
    }
  }
  if (c == 'e' || c == 'E') {
    int e = c;
    c = kr_tok_char(t);
    if (c == '+' || c == '-') {
      c = kr_tok_char(t);
      if (!digit(c)) {
        kr_tok_back(t, c);
        return kr_tok_error(t, "invalid decimal literal");
      }
    } else if (!digit(c)) {
      /* No exponent: perhaps `1else`. */
      kr_tok_back(t, c);
      if (!check_end(t, e, kind)) return KR_TOK_ERRORTOKEN;
      kr_tok_back(t, e);
      return kr_tok_make(t, tok, KR_TOK_NUMBER, t->start, t->cur);
    }
    c = decimal_digits(t);
    if (c == BAD) return KR_TOK_ERRORTOKEN;
  }
  if (c == 'j' || c == 'J') {
    c = kr_tok_char(t);
    kind = "imaginary";
  }
end:
  if (!check_end(t, c, kind)) return KR_TOK_ERRORTOKEN;
  kr_tok_back(t, c);
  return kr_tok_make(t, tok, KR_TOK_NUMBER, t->start, t->cur);
}
