/* Which encoding source is in (PEP 263), and making UTF-8 of it. */
#include "syntax/decode.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "objects/abstract.h"
#include "objects/audit.h"
#include "objects/bytes.h"
#include "objects/errors.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "syntax/parse.h"
#include "syntax/syntax.h"

char *kr_translate_lines(const char *s, size_t size, bool module, size_t *out_size) {
  if (size > SIZE_MAX - 2) {
    kr_raise_no_memory();
    return NULL;
  }
  char *out = kr_alloc(size + 2), *q = out;
  if (!out) return NULL;
  for (const char *end = s + size; s < end; s++) {
    if (*s == '\r') {
      *q++ = '\n';
      if (s + 1 < end && s[1] == '\n') s++;
    } else {
      *q++ = *s;
    }
  }
  if (module && (q == out || q[-1] != '\n')) *q++ = '\n';
  *q = 0;
  *out_size = (size_t)(q - out);
  return out;
}

size_t kr_utf8_check(const uint8_t *s, size_t size) {
  for (size_t i = 0; i < size;) {
    uint8_t c = s[i];
    if (c < 0x80) {
      i++;
      continue;
    }
    size_t n = c >= 0xC2 && c <= 0xDF ? 2 : (c & 0xF0) == 0xE0 ? 3 : c >= 0xF0 && c <= 0xF4 ? 4 : 0;
    if (n == 0 || size - i < n) return i;
    for (size_t k = 1; k < n; k++)
      if ((s[i + k] & 0xC0) != 0x80) return i;
    /* No overlong forms, no surrogates, nothing beyond U+10FFFF. */
    if ((c == 0xE0 && s[i + 1] < 0xA0) || (c == 0xED && s[i + 1] > 0x9F) || (c == 0xF0 && s[i + 1] < 0x90) ||
        (c == 0xF4 && s[i + 1] > 0x8F))
      return i;
    i += n;
  }
  return size;
}

/* ---- errors ------------------------------------------------------------------------------------- */

/* For source that is a string these are raised before it has a name: that is None among the arguments,
 * and set afterwards. */
static void raise_early(const char *message, int lineno, int offset, kr_value text, int end_offset,
                        kr_value filename, bool named) {
  if (text == KR_NULL) return;
  kr_raise_syntax(&kr_exc_SyntaxError, named ? filename : KR_NONE, lineno, offset, lineno, end_offset, text,
                  "%s", message);
  if (named || !kr_failed_with(&kr_exc_SyntaxError)) return;
  kr_value exc = kr_fetch_exception();
  if (kr_setattr(exc, KR_ID(filename), filename) < 0) kr_clear_exception();
  kr_restore_exception_steal(exc);
}

static kr_value line_text(const char *text, size_t size, size_t line) {
  size_t end = line;
  while (end < size && text[end] != '\n') end++;
  return kr_syntax_text(text + line, end - line);
}

static void raise_not_utf8(const char *text, size_t size, size_t at, kr_value filename, bool named) {
  int lineno = 1;
  size_t line = 0;
  for (size_t i = 0; i < at; i++)
    if (text[i] == '\n') lineno++, line = i + 1;
  char message[1024];
  size_t name_size;
  const char *name = named ? kr_str_utf8(KR_STR(filename), &name_size) : NULL;
  if (!name) kr_clear_exception(); /* a name that cannot be shown */
  snprintf(message, sizeof message,
           "Non-UTF-8 code starting with '\\x%.2x'%s%.600s on line %d, but no encoding declared; see "
           "https://peps.python.org/pep-0263/ for details",
           (uint8_t)text[at], name ? " in file " : "", name ? name : "", lineno);
  int offset = kr_utf8_length(text + line, at - line) + 1;
  kr_value shown = line_text(text, size, line);
  raise_early(message, lineno, offset, shown, offset, filename, named);
  kr_decref(shown);
}

/* The place ends after the cookie's line: in the second, with its newline. */
static void raise_cookie_with_bom(const char *encoding, const char *text, size_t size, int lineno,
                                  size_t line, kr_value filename, bool named) {
  kr_value message = kr_str_format("encoding problem: %s with BOM", encoding);
  const char *told = message == KR_NULL ? NULL : kr_str_cstr(message);
  kr_value shown = told ? line_text(text, size, line) : KR_NULL;
  int end = (int)strcspn(text + line, "\n") + (lineno == 2);
  if (told) raise_early(told, lineno, 0, shown, end, filename, named);
  kr_decref(shown);
  kr_decref(message);
}

bool kr_check_source_utf8(const char *text, size_t size, kr_value filename, bool named) {
  size_t bad = kr_utf8_check((const uint8_t *)text, size);
  if (bad == size) return true;
  raise_not_utf8(text, size, bad, filename, named);
  return false;
}

/* The codec is unknown or cannot decode the text: a SyntaxError without a place says so. */
static void codec_error(kr_value filename) {
  if (!kr_failed_with(&kr_exc_LookupError) && !kr_failed_with(&kr_exc_UnicodeError)) return;
  kr_value exc = kr_fetch_exception();
  kr_value message = kr_str_of(exc);
  kr_decref(exc);
  if (message == KR_NULL) return;
  kr_value place = kr_tuple_pack(4, filename, kr_from_small_int(0), kr_from_small_int(-1), KR_NONE);
  kr_value args = place == KR_NULL ? KR_NULL : kr_tuple_pack(2, message, place);
  kr_value error = args == KR_NULL ? KR_NULL : kr_exception_new(&kr_exc_SyntaxError, args);
  if (error != KR_NULL) kr_raise_exception(error);
  kr_decref(message);
  kr_decref(place);
  kr_decref(args);
  kr_decref(error);
}

/* ---- the cookie --------------------------------------------------------------------------------- */

static bool cookie_char(char c) {
  return (unsigned)((c | 32) - 'a') < 26 || (unsigned)(c - '0') < 10 || c == '-' || c == '_' || c == '.';
}

/* "coding:" or "coding=", blanks, a name, in the comment [s, end). */
static bool find_cookie(const char *s, const char *end, const char **name, size_t *size) {
  for (; end - s > 6; s++) {
    if (memcmp(s, "coding", 6) != 0 || (s[6] != ':' && s[6] != '=')) continue;
    const char *t = s + 7;
    while (t < end && (*t == ' ' || *t == '\t')) t++;
    const char *start = t;
    while (t < end && cookie_char(*t)) t++;
    if (t == start) continue;
    *name = start;
    *size = (size_t)(t - start);
    return true;
  }
  return false;
}

/* utf-8 and latin-1 have many names. The others are taken as they are written. */
static const char *usual_name(const char *s, size_t size) {
  char low[13];
  size_t n = 0;
  for (; n < size && n < 12; n++)
    low[n] = s[n] == '_' ? '-' : s[n] >= 'A' && s[n] <= 'Z' ? (char)(s[n] | 32) : s[n];
  low[n] = 0;
  static const char *const names[][2] = {{"utf-8", "utf-8"},
                                         {"latin-1", "iso-8859-1"},
                                         {"iso-8859-1", "iso-8859-1"},
                                         {"iso-latin-1", "iso-8859-1"}};
  for (int i = 0; i < 4; i++) {
    size_t k = strlen(names[i][0]);
    if (strncmp(low, names[i][0], k) == 0 && (low[k] == 0 || low[k] == '-')) return names[i][1];
  }
  return NULL;
}

char *kr_decode_source(char *text, size_t size, kr_value filename, bool named, size_t *out_size,
                       char **encoding) {
  *encoding = NULL;
  bool bom = size >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0;
  const char *start = text + (bom ? 3 : 0), *end = text + size;
  const char *name = NULL;
  size_t name_size = 0, name_line = 0;
  int name_lineno = 0;

  const char *line = start;
  for (int lineno = 1; lineno <= 2 && line < end && !name; lineno++) {
    const char *line_end = memchr(line, '\n', (size_t)(end - line));
    if (!line_end) break; /* CPython looks at whole lines only */
    const char *s = line;
    while (s < line_end && (*s == ' ' || *s == '\t' || *s == '\f')) s++;
    if (s < line_end && *s != '#') break; /* code: no cookie after it */
    if (find_cookie(s, line_end, &name, &name_size)) {
      name_lineno = lineno;
      name_line = (size_t)(line - text);
    }
    line = line_end + 1;
  }

  if (name) {
    const char *usual = usual_name(name, name_size);
    if (usual) name = usual, name_size = strlen(usual);
  }
  size_t n = (size_t)(end - start);
  if (!name || (name_size == 5 && memcmp(name, "utf-8", 5) == 0)) {
    if (!kr_check_source_utf8(start, n, filename, named)) goto failed;
    memmove(text, start, n + 1);
    *out_size = n;
    return text;
  }
  *encoding = kr_alloc(name_size + 1);
  if (!*encoding) goto failed;
  memcpy(*encoding, name, name_size);
  (*encoding)[name_size] = 0;
  if (bom) {
    raise_cookie_with_bom(*encoding, text, size, name_lineno, name_line, filename, named);
    goto failed;
  }
  kr_value s = kr_decode((const uint8_t *)start, n, *encoding, NULL);
  size_t utf8_size;
  const char *utf8 = s == KR_NULL ? NULL : kr_str_utf8(KR_STR(s), &utf8_size);
  char *out = utf8 ? kr_alloc(utf8_size + 1) : NULL;
  if (!utf8) codec_error(filename);
  if (out) {
    memcpy(out, utf8, utf8_size + 1);
    *out_size = utf8_size;
  }
  kr_decref(s);
  kr_free(text);
  return out;

failed:
  kr_free(text);
  return NULL;
}

char *kr_source_decode(const uint8_t *data, size_t size, kr_value filename, size_t *out_size) {
  char *text = kr_translate_lines((const char *)data, size, false, &size);
  char *encoding = NULL;
  if (text) text = kr_decode_source(text, size, filename, false, out_size, &encoding);
  kr_free(encoding);
  return text;
}

/* ---- files, for error messages ------------------------------------------------------------------ */

/* The bytes of line `lineno`, appended to b with "\n" for its end. False: there is none. */
static bool read_line(int fd, int lineno, kr_buf *b) {
  char block[4096];
  bool after_cr = false;
  for (int line = 1;;) {
    ssize_t n = read(fd, block, sizeof block);
    if (n <= 0) return line == lineno && b->size > 0;
    for (ssize_t i = 0; i < n; i++) {
      char c = block[i];
      bool second = after_cr && c == '\n';
      after_cr = c == '\r';
      if (second) continue;
      if (c == '\r') c = '\n';
      if (line == lineno && !kr_buf_put_char(b, c)) return false;
      if (c == '\n' && line++ == lineno) return true;
    }
  }
}

int kr_source_open(kr_value filename) {
  kr_value path = kr_is_str(filename) ? kr_fs_encode(filename) : KR_NULL, mode;
  int fd = -1;
  if (path != KR_NULL && !memchr(KR_BYTES(path)->data, 0, KR_BYTES(path)->size) &&
      (mode = kr_str_from_cstr("rb")) != KR_NULL) {
    if (!KR_AUDIT("open", filename, mode, kr_from_small_int(0)))
      fd = open((const char *)KR_BYTES(path)->data, O_RDONLY | O_CLOEXEC);
    kr_decref(mode);
  }
  kr_decref(path);
  if (kr_failed() && !kr_failed_with(&kr_exc_MemoryError)) kr_clear_exception();
  return fd;
}

kr_value kr_file_line(kr_value filename, int lineno, const char *encoding) {
  int fd = lineno > 0 ? kr_source_open(filename) : -1;
  if (fd < 0) return KR_NULL;
  kr_buf b = {0};
  kr_value text = KR_NULL;
  if (read_line(fd, lineno, &b)) {
    size_t skip = lineno == 1 && b.size >= 3 && memcmp(b.data, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    text = kr_decode((const uint8_t *)b.data + skip, b.size - skip, encoding ? encoding : "utf-8", "replace");
    if (text == KR_NULL && !kr_failed_with(&kr_exc_MemoryError)) kr_clear_exception();
  }
  close(fd);
  kr_buf_free(&b);
  return text;
}
