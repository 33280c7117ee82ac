/* _tokenize: the tokenizer beneath the tokenize module, line by line from a readline function. */
#include "modules/modules.h"
#include "objects/abstract.h"
#include "objects/bytes.h"
#include "objects/str.h"
#include "objects/tuple.h"
#include "syntax/syntax.h"
#include "syntax/token.h"

typedef struct {
  KR_OBJECT_HEAD
  bool done, running;
  kr_tokenizer *tok;
  char *text; /* what was read so far: tok->buf */
  size_t capacity;
  kr_value readline, filename;
  kr_value encoding;  /* str, or KR_NULL: readline gives str */
  kr_value last_line; /* of the token before, shared by the tokens of a line; KR_NULL: none yet */
  int last_lineno;
} iter;
#define ITER(v) KR_AS(iter, v)

/* ---- reading ------------------------------------------------------------------------------------ */

/* The source must not hold null bytes: they would end it. */
static int null_byte(kr_tokenizer *t, const char *line, size_t size) {
  kr_value text = kr_syntax_text(line, size);
  if (text != KR_NULL)
    kr_raise_syntax(&kr_exc_SyntaxError, t->filename, t->lineno + 1, 0, t->lineno + 1, 0, text,
                    "source code cannot contain null bytes");
  kr_decref(text);
  return -1;
}

static int append(iter *it, const char *line, size_t size) {
  kr_tokenizer *t = it->tok;
  const char *null = memchr(line, 0, size);
  if (null) return null_byte(t, line, (size_t)(null - line));
  if (size > UINT32_MAX - 16 - t->size) return kr_raise_no_memory(), -1;
  size_t needed = t->size + size + 2;
  if (needed > it->capacity) {
    size_t capacity = needed + needed / 2;
    char *text = kr_realloc(it->text, capacity);
    if (!text) return -1;
    it->text = text;
    it->capacity = capacity;
    t->buf = text;
  }
  memcpy(it->text + t->size, line, size);
  t->size += (uint32_t)size;
  t->implicit_newline = it->text[t->size - 1] != '\n';
  if (t->implicit_newline) it->text[t->size++] = '\n';
  it->text[t->size] = 0;
  return 1;
}

static int more(kr_tokenizer *t) {
  iter *it = t->more_arg;
  kr_value line = kr_call0(it->readline);
  if (line == KR_NULL) return kr_clear_if(&kr_exc_StopIteration) ? 0 : -1;
  if (it->encoding != KR_NULL) {
    if (!kr_is_bytes(line)) {
      kr_decref(line);
      return KR_RAISE_INT(&kr_exc_TypeError, "readline() returned a non-bytes object");
    }
    const char *encoding = kr_str_cstr(it->encoding);
    kr_value text = KR_NULL;
    if (encoding) text = kr_decode(KR_BYTES(line)->data, KR_BYTES(line)->size, encoding, "replace");
    kr_decref(line);
    if ((line = text) == KR_NULL) return -1;
  }
  if (!kr_is_str(line)) {
    kr_decref(line);
    return KR_RAISE_INT(&kr_exc_TypeError, "readline() returned a non-string object");
  }
  size_t size;
  const char *utf8 = kr_str_utf8(KR_STR(line), &size);
  int r = !utf8 ? -1 : size == 0 ? 0 : append(it, utf8, size);
  kr_decref(line);
  return r;
}

/* ---- errors ------------------------------------------------------------------------------------- */

static void set_place(const iter *it, int offset) {
  kr_value exc = kr_fetch_exception();
  if (kr_setattr(exc, KR_ID(filename), it->filename) < 0 ||
      kr_setattr(exc, KR_ID(lineno), kr_from_small_int(it->tok->lineno)) < 0 ||
      kr_setattr(exc, KR_ID(offset), kr_from_small_int(offset)) < 0)
    kr_clear_exception();
  kr_restore_exception_steal(exc);
}

static void raise_error(const iter *it) {
  const kr_tokenizer *t = it->tok;
  kr_type *exc = &kr_exc_SyntaxError;
  const char *message = "unknown tokenization error";
  size_t read = t->line_end - t->line_buf;
  switch (t->done) {
    case KR_TOK_EOF:
      kr_raise(exc, "unexpected EOF in multi-line statement");
      set_place(it, (int)read);
      return;
    case KR_TOK_BAD_DEDENT:
      exc = &kr_exc_IndentationError;
      message = "unindent does not match any outer indentation level";
      break;
    case KR_TOK_TAB_SPACE:
      exc = &kr_exc_TabError;
      message = "inconsistent use of tabs and spaces in indentation";
      break;
    case KR_TOK_TOO_DEEP:
      exc = &kr_exc_IndentationError;
      message = "too many levels of indentation";
      break;
    case KR_TOK_LINE_CONT: message = "unexpected character after line continuation character"; break;
    default: break;
  }
  const char *line = t->buf + t->line_buf;
  size_t size = read ? read - 1 : 0; /* without the newline */
  kr_value text = kr_syntax_text(line, size);
  kr_value message_str = text == KR_NULL ? KR_NULL : kr_str_from_cstr(message);
  kr_value place = KR_NULL, args = KR_NULL, e = KR_NULL;
  if (message_str != KR_NULL)
    place = kr_tuple_pack(6, it->filename, kr_from_small_int(t->lineno),
                          kr_from_small_int(kr_utf8_length(line, size) + 1), text, KR_NONE, KR_NONE);
  if (place != KR_NULL) args = kr_tuple_pack(2, message_str, place);
  if (args != KR_NULL) e = kr_exception_new(exc, args);
  if (e != KR_NULL) kr_raise_exception(e);
  kr_decref(text);
  kr_decref(message_str);
  kr_decref(place);
  kr_decref(args);
  kr_decref(e);
}

/* ---- tokens ------------------------------------------------------------------------------------- */

static bool is_string_token(int type) {
  return type == KR_TOK_STRING || (type >= KR_TOK_FSTRING_START && type <= KR_TOK_TSTRING_END);
}

static kr_value pair(int a, int b) { return kr_tuple_pack(2, kr_from_small_int(a), kr_from_small_int(b)); }

static kr_value token_tuple(iter *it, const kr_token *tk) {
  const kr_tokenizer *t = it->tok;
  int type = tk->type;
  bool trailing = type == KR_TOK_ENDMARKER || (type == KR_TOK_DEDENT && t->done == KR_TOK_EOF);
  uint32_t line_start = is_string_token(type) ? t->multi_line_start : t->line_start;
  int lineno = is_string_token(type) ? t->first_lineno : t->lineno, end_lineno = t->lineno;
  int col = -1, end_col = -1;
  const char *text = "";
  size_t size = 0;
  if (tk->start != KR_NO_OFFSET) {
    text = t->buf + tk->start;
    size = tk->end - tk->start;
    if (tk->start >= line_start) col = kr_utf8_length(t->buf + line_start, tk->start - line_start);
    if (tk->end >= t->line_start) end_col = kr_utf8_length(t->buf + t->line_start, tk->end - t->line_start);
  }
  size_t line_size = t->line_end - line_start;
  if (t->done == KR_TOK_EOF && t->line_buf == t->line_end) line_size = 0; /* past the last line */
  if (line_size && t->implicit_newline) line_size--;
  bool no_line = t->extra_tokens && trailing;
  if (t->extra_tokens) {
    if (trailing) {
      lineno = end_lineno = lineno + 1;
      col = end_col = 0;
    }
    if (type > KR_TOK_DEDENT && type < KR_TOK_OP) {
      type = KR_TOK_OP;
    } else if (type == KR_TOK_NEWLINE) {
      if (!t->implicit_newline) {
        text = t->buf[t->start] == '\r' ? "\r\n" : "\n";
        size = strlen(text);
      }
      end_col++;
    } else if (type == KR_TOK_NL && t->implicit_newline) {
      size = 0;
    }
  }
  kr_value s = kr_syntax_text(text, size);
  kr_value line;
  if (no_line) {
    line = KR_EMPTY_STR;
  } else if (it->last_line != KR_NULL && t->lineno == it->last_lineno) {
    line = kr_ref(it->last_line);
  } else {
    line = kr_syntax_text(t->buf + line_start, line_size);
    KR_REPLACE(it->last_line, kr_ref(line));
  }
  it->last_lineno = is_string_token(tk->type) ? t->first_lineno : t->lineno;
  kr_value start = pair(lineno, col), end = pair(end_lineno, end_col), r = KR_NULL;
  if (s != KR_NULL && line != KR_NULL && start != KR_NULL && end != KR_NULL)
    r = kr_tuple_pack(5, kr_from_small_int(type), s, start, end, line);
  kr_decref(s);
  kr_decref(line);
  kr_decref(start);
  kr_decref(end);
  return r;
}

static kr_value iter_next(kr_value self) {
  iter *it = ITER(self);
  if (it->done) return KR_NULL;
  if (it->running) return kr_raise(&kr_exc_ValueError, "tokenizer already executing");
  it->running = true;
  kr_incref(self);
  kr_token tk;
  kr_tok_next(it->tok, &tk);
  it->running = false;
  kr_value r = KR_NULL;
  bool nothing = tk.type == KR_TOK_ENDMARKER && it->tok->lineno == 0 && !it->tok->extra_tokens;
  if (nothing) it->done = true; /* no source, not even an end of it */
  else if (tk.type != KR_TOK_ERRORTOKEN) r = token_tuple(it, &tk);
  else if (!kr_failed()) raise_error(it);
  if (tk.type == KR_TOK_ENDMARKER) it->done = true;
  kr_decref(self);
  return r;
}

/* ---- the type ----------------------------------------------------------------------------------- */

static kr_value iter_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  static kr_bound_spec *spec;
  kr_value bound[3];
  if (kr_args_bind(&spec, "tokenizeriter", "(readline, /, *, extra_tokens, encoding=None)", args, nargs,
                   kwnames, bound) < 0)
    return KR_NULL;
  int extra = kr_truth(bound[1]);
  if (extra < 0) return KR_NULL;
  if (bound[2] != KR_NULL) {
    if (!kr_is_str(bound[2]))
      return kr_raise(&kr_exc_TypeError, "tokenizeriter() argument 'encoding' must be str, not %G", bound[2]);
    if (!kr_str_cstr(bound[2])) return KR_NULL;
  }
  kr_value self = kr_type_generic_alloc(type, 0);
  if (self == KR_NULL) return KR_NULL;
  iter *it = ITER(self);
  it->readline = kr_ref(bound[0]);
  it->encoding = kr_ref(bound[2]);
  it->filename = kr_str_from_cstr("<string>");
  it->last_line = KR_NULL;
  it->tok = kr_alloc_zeroed(sizeof *it->tok);
  it->text = kr_alloc_zeroed(1);
  it->capacity = 1;
  if (it->filename == KR_NULL || !it->tok || !it->text) {
    kr_decref(self);
    return KR_NULL;
  }
  kr_tok_init(it->tok, it->text, 0, it->filename);
  it->tok->extra_tokens = extra;
  it->tok->more = more;
  it->tok->more_arg = it;
  return self;
}

static void iter_dealloc(kr_object *o) {
  iter *it = (iter *)o;
  if (it->tok) kr_tok_free(it->tok);
  kr_free(it->tok);
  kr_free(it->text);
  it->tok = NULL;
  it->text = NULL;
  if (it->readline) KR_CLEAR(it->readline);
  if (it->encoding) KR_CLEAR(it->encoding);
  if (it->filename) KR_CLEAR(it->filename);
  KR_CLEAR(it->last_line);
  kr_object_free(o);
}

static int iter_traverse(kr_object *o, kr_visit visit, void *arg) {
  KR_VISIT(((iter *)o)->readline);
  return 0;
}

static kr_type iter_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "_tokenize.TokenizerIter",
    .tf = KR_TF_GC,
    .basic_size = sizeof(iter),
    .dealloc = iter_dealloc,
    .traverse = iter_traverse,
    .iter = kr_iter_self,
    .iternext = iter_next,
    .new_ = iter_new,
};

static int exec(kr_module *m) { return kr_module_add_type(m, &iter_type); }

const kr_module_def kr_module_def__tokenize = {.name = "_tokenize", .exec = exec};
