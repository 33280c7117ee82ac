/* The builtins that make and run code: compile, eval, exec, the class statement, input. */
#include "objects/audit.h"
#include "compile/compile.h"
#include "import/import.h"
#include "modules/_ast.h"
#include "modules/builtins.h"
#include "objects/bytes.h"
#include "objects/type_impl.h"
#include "syntax/parse.h"
#include "vm/suspend.h"
#include "vm/vm.h"

/* A build without modules/_ast*.c compiles text only. */
__attribute__((weak)) int kr_is_ast_object(kr_value v) { return 0; }
__attribute__((weak)) kr_value kr_ast_to_object(kr_mod *mod) {
  return kr_raise(&kr_exc_NotImplementedError, "this build has no module _ast");
}
__attribute__((weak)) kr_mod *kr_ast_from_object(kr_value v, int mode, kr_ast_arena *arena) {
  kr_raise(&kr_exc_NotImplementedError, "this build has no module _ast");
  return NULL;
}

/* ---- compile ------------------------------------------------------------------------------------------- */

/* The bytes of source text: a str as UTF-8 (flags gets IGNORE_COOKIE), or any bytes-like object. `view` is
 * to be released when *held. NULL: TypeError by the name of the builtin. */
typedef struct {
  const char *text;
  size_t size;
  kr_buffer view;
  bool held;
} source_text;

static bool get_source(kr_value v, const char *fn, const char *what, uint32_t *flags, source_text *s) {
  s->held = false;
  if (kr_is_str(v)) {
    *flags |= KR_FLAG_IGNORE_COOKIE;
    s->text = kr_str_utf8(KR_STR(v), &s->size);
    return s->text != NULL;
  }
  if (kr_is_bytes(v)) {
    s->text = (const char *)KR_BYTES(v)->data;
    s->size = KR_BYTES(v)->size;
    return true;
  }
  if (kr_has_buffer(v)) {
    if (kr_get_buffer(v, &s->view, KR_BUF_SIMPLE)) return false;
    s->held = true;
    s->text = s->view.buf;
    s->size = (size_t)s->view.len;
    return true;
  }
  kr_raise(&kr_exc_TypeError, "%s() arg 1 must be a %s object", fn, what);
  return false;
}
static void drop_source(source_text *s) {
  if (s->held) kr_release_buffer(&s->view);
}

static int audit_compile(const source_text *s, kr_value filename) {
  if (!kr_audit_hooks) return 0;
  kr_value text = kr_bytes_from(s->text, s->size);
  int r = text == KR_NULL ? -1 : KR_AUDIT("compile", text, filename);
  kr_decref(text);
  return r;
}

/* The __future__ features of the code that calls the builtin. */
static uint32_t inherited_flags(void) {
  kr_frame *f = kr_frame_python(kr.thread->frame);
  return f ? f->code->co_flags & KR_FUTURE_MASK : 0;
}

static kr_value compile_as(const kr_value *args, kr_value name) {
  kr_value source = args[0], mode_name = args[2];
  int64_t flags = 0, optimize = -1, feature = -1;
  bool dont_inherit = false;
  if (args[3] != KR_NULL && (flags = kr_index_as_int(args[3])) == -1 && kr_failed()) return KR_NULL;
  if (args[4] != KR_NULL) {
    int t = kr_truth(args[4]);
    if (t < 0) return KR_NULL;
    dont_inherit = t;
  }
  if (args[5] != KR_NULL && (optimize = kr_index_as_int(args[5])) == -1 && kr_failed()) return KR_NULL;
  if (args[6] != KR_NULL && (feature = kr_index_as_int(args[6])) == -1 && kr_failed()) return KR_NULL;
  if (!kr_is_str(mode_name))
    return kr_raise(&kr_exc_TypeError, "compile() argument 'mode' must be str, not %G", mode_name);
  const uint32_t known = KR_FUTURE_MASK | 0x10 /* nested_scopes, long since a rule */ |
                         KR_FLAG_DONT_IMPLY_DEDENT | KR_FLAG_OPTIMIZED_AST | KR_FLAG_IGNORE_COOKIE |
                         KR_FLAG_TYPE_COMMENTS | KR_FLAG_ALLOW_TOP_LEVEL_AWAIT |
                         KR_FLAG_ALLOW_INCOMPLETE_INPUT;
  if ((uint32_t)flags & ~known) return kr_raise(&kr_exc_ValueError, "compile(): unrecognised flags");
  if (optimize < -1 || optimize > 2) return kr_raise(&kr_exc_ValueError, "compile(): invalid optimize value");
  if (optimize == -1) optimize = kr_flags.optimize;
  uint32_t f = (uint32_t)flags;
  if (!dont_inherit) f |= inherited_flags();
  bool only_ast = (f & KR_FLAG_ONLY_AST) != 0;
  kr_str *m = KR_STR(mode_name);
  int mode = kr_str_equals_cstr(m, "exec")        ? KR_MODE_EXEC
             : kr_str_equals_cstr(m, "eval")      ? KR_MODE_EVAL
             : kr_str_equals_cstr(m, "single")    ? KR_MODE_SINGLE
             : kr_str_equals_cstr(m, "func_type") ? KR_MODE_FUNC_TYPE
                                                  : -1;
  if (mode == KR_MODE_FUNC_TYPE && !only_ast)
    return kr_raise(&kr_exc_ValueError, "compile() mode 'func_type' requires flag PyCF_ONLY_AST");
  if (mode < 0)
    return kr_raise(&kr_exc_ValueError, only_ast
                                            ? "compile() mode must be 'exec', 'eval', 'single' or 'func_type'"
                                            : "compile() mode must be 'exec', 'eval' or 'single'");
  kr_value result = KR_NULL;
  int is_tree = kr_is_ast_object(source);
  if (is_tree > 0 && KR_AUDIT("compile", source, KR_NONE)) is_tree = -1;
  if (is_tree) {
    if (is_tree > 0) {
      kr_ast_arena arena = {0};
      kr_mod *mod = kr_ast_from_object(source, mode, &arena);
      if (mod) {
        if (only_ast)
          result = kr_ast_preprocess(mod, name, (int)optimize, f, &arena) ? kr_ast_to_object(mod) : KR_NULL;
        else result = kr_from_object_or_null(kr_compile(mod, name, (int)optimize, f, &arena));
      }
      kr_ast_arena_free(&arena);
    }
  } else {
    source_text s;
    if (get_source(source, "compile", "string, bytes or AST", &f, &s)) {
      if (audit_compile(&s, name)) {
        /* refused */
      } else if (only_ast) {
        kr_ast_arena arena = {0};
        kr_mod *mod = kr_parse(s.text, s.size, name, (kr_parse_mode)mode, f,
                               feature >= 0 ? (int)feature : KR_FEATURE_VERSION, &arena);
        if (mod && kr_ast_preprocess(mod, name, (int)optimize, f, &arena)) result = kr_ast_to_object(mod);
        kr_ast_arena_free(&arena);
      } else {
        result = kr_from_object_or_null(kr_compile_source(s.text, s.size, name, mode, (int)optimize, f));
      }
      drop_source(&s);
    }
  }
  return result;
}

KR_BUILTIN(compile) {
  kr_value filename = args[1];
  kr_value bytes = kr_fs_encode(filename);
  if (bytes == KR_NULL) return KR_NULL;
  if (memchr(KR_BYTES(bytes)->data, 0, KR_BYTES(bytes)->size)) {
    kr_decref(bytes);
    return kr_raise(&kr_exc_ValueError, "embedded null character");
  }
  kr_value name = kr_is_str(filename)
                      ? kr_ref(filename)
                      : kr_decode(KR_BYTES(bytes)->data, KR_BYTES(bytes)->size, "utf-8", "surrogateescape");
  kr_decref(bytes);
  if (name == KR_NULL) return KR_NULL;
  kr_value result = compile_as(args, name);
  kr_decref(name);
  return result;
}

/* ---- eval, exec ---------------------------------------------------------------------------------------- */

/* The namespaces to run in. Both new. False: raised. */
static bool namespaces(const char *fn, kr_value globals, kr_value locals, kr_value *g, kr_value *l) {
  if (globals == KR_NULL) globals = KR_NONE;
  if (locals == KR_NULL) locals = KR_NONE;
  bool exec = fn[1] == 'x', wrong_globals = globals != KR_NONE && !kr_is_dict(globals);
  if (locals != KR_NONE && !kr_is_mapping(locals) && !(exec && wrong_globals)) {
    if (exec) kr_raise(&kr_exc_TypeError, "locals must be a mapping or None, not %T", locals);
    else kr_raise(&kr_exc_TypeError, "locals must be a mapping");
    return false;
  }
  if (wrong_globals) {
    if (!exec)
      kr_raise(&kr_exc_TypeError, kr_is_mapping(globals)
                                      ? "globals must be a real dict; try eval(expr, {}, mapping)"
                                      : "globals must be a dict");
    else kr_raise(&kr_exc_TypeError, "exec() globals must be a dict, not %T", globals);
    return false;
  }
  kr_frame *f = kr_frame_python(kr.thread->frame);
  if (globals == KR_NONE) {
    if (!f) {
      kr_raise(&kr_exc_SystemError, "globals and locals cannot be NULL");
      return false;
    }
    *g = kr_ref(kr_from_object(f->func->globals));
    *l = locals == KR_NONE ? kr_frame_locals_snapshot(f) : kr_ref(locals);
    if (*l == KR_NULL) {
      kr_decref(*g);
      return false;
    }
  } else {
    *g = kr_ref(globals);
    *l = kr_ref(locals == KR_NONE ? globals : locals);
  }
  int has = kr_dict_contains(KR_DICT(*g), KR_ID(__builtins__));
  if (has == 0)
    has = kr_dict_set(KR_DICT(*g), KR_ID(__builtins__),
                      f ? kr_builtins_given(f->func) : kr_from_object(kr.builtins));
  if (has < 0) {
    kr_decref(*g);
    kr_decref(*l);
    return false;
  }
  return true;
}

static kr_value run_code(kr_value code, kr_value g, kr_value l, kr_delivery how) {
  kr_value r = kr_eval_code_push(KR_CODE(code), KR_DICT(g), l);
  if (r == KR_PUSHED) kr.pushed->delivery = how;
  return r;
}

static kr_value eval_exec(const char *fn, kr_value source, kr_value globals, kr_value locals,
                          kr_value closure, kr_delivery how) {
  bool is_eval = fn[1] == 'v';
  kr_value g, l, r = KR_NULL, code = KR_NULL;
  if (!namespaces(fn, globals, locals, &g, &l)) return KR_NULL;
  if (kr_is_exact(source, &kr_code_type)) {
    kr_code *c = KR_CODE(source);
    if (closure == KR_NONE) closure = KR_NULL;
    if (is_eval && c->nfrees) {
      kr_raise(&kr_exc_TypeError, "code object passed to eval() may not contain free variables");
      goto done;
    }
    if (!is_eval) {
      if (c->nfrees == 0) {
        if (closure != KR_NULL) {
          kr_raise(&kr_exc_TypeError, "cannot use a closure with this code object");
          goto done;
        }
      } else {
        bool ok = closure != KR_NULL && kr_is_exact_tuple(closure) &&
                  KR_TUPLE(closure)->size == (uint32_t)c->nfrees;
        for (int i = 0; ok && i < c->nfrees; i++)
          ok = kr_is_exact(KR_TUPLE(closure)->items[i], &kr_cell_type);
        if (!ok) {
          kr_raise(&kr_exc_TypeError, "code object requires a closure of exactly length %d", c->nfrees);
          goto done;
        }
      }
    }
    code = kr_ref(source);
  } else {
    if (closure != KR_NULL && closure != KR_NONE) {
      kr_raise(&kr_exc_TypeError, "closure can only be used when source is a code object");
      goto done;
    }
    uint32_t flags = inherited_flags();
    source_text s;
    if (!get_source(source, fn, "string, bytes or code", &flags, &s)) goto done;
    if (is_eval)
      while (s.size && (*s.text == ' ' || *s.text == '\t')) {
        s.text++;
        s.size--;
      }
    kr_value filename = kr_str_intern_cstr("<string>");
    code =
        filename == KR_NULL || audit_compile(&s, filename)
            ? KR_NULL
            : kr_from_object_or_null(kr_compile_source(
                  s.text, s.size, filename, is_eval ? KR_MODE_EVAL : KR_MODE_EXEC, kr_flags.optimize, flags));
    kr_decref(filename);
    drop_source(&s);
  }
  if (code == KR_NULL || KR_AUDIT("exec", code)) goto done;
  if (closure != KR_NULL && closure != KR_NONE) {
    kr_function *func = kr_function_new(KR_CODE(code), KR_DICT(g));
    if (!func) goto done;
    func->closure = kr_ref(closure);
    kr_frame *f = kr_function_frame(func, NULL, 0, NULL, kr_ref(l));
    if (!f) goto done;
    kr_link_pushed(f);
    f->delivery = how;
    r = KR_PUSHED;
  } else {
    r = run_code(code, g, l, how);
  }
done : {
  kr_frame *top = kr.pushed;
  kr.pushed = NULL;
  kr_decref(code);
  kr_decref(g);
  kr_decref(l);
  kr.pushed = top;
}
  return r;
}

KR_BUILTIN(eval) { return eval_exec("eval", args[0], args[1], args[2], KR_NULL, KR_DELIVER_VALUE); }
KR_BUILTIN(exec) { return eval_exec("exec", args[0], args[1], args[2], args[3], KR_DELIVER_DISCARD_NONE); }

/* ---- the class statement ------------------------------------------------------------------------------- */

enum { BC_FUNC, BC_NAME, BC_BASES, BC_ORIG_BASES, BC_META, BC_NS, BC_KW, BC_CELL, BC_SLOTS };
enum { BC_START, BC_PREPARED, BC_BODY_DONE, BC_MADE };

static kr_value build_class_step(kr_frame *f, kr_value v) {
  kr_value *s = f->slots;
  if (v == KR_NULL) return KR_NULL;
  switch (f->state) {
    case BC_START: {
      f->state = BC_PREPARED;
      kr_value prepare;
      int found = kr_getattr_optional(s[BC_META], KR_ID(__prepare__), &prepare);
      if (found < 0) return KR_NULL;
      if (!found) {
        v = kr_from_object_or_null(kr_dict_new());
      } else if (s[BC_META] == kr_from_object(&kr_type_type)) {
        kr_decref(prepare);
        v = kr_from_object_or_null(kr_dict_new());
      } else {
        kr_value args = kr_tuple_pack(2, s[BC_NAME], s[BC_BASES]);
        v = args == KR_NULL ? KR_NULL : kr_vm_call_ex(f, prepare, KR_NULL, args, s[BC_KW]);
        kr_frame *top = kr.pushed;
        kr.pushed = NULL;
        kr_decref(args);
        kr_decref(prepare);
        kr.pushed = top;
        if (v == KR_PUSHED) return v;
      }
      if (v == KR_NULL) return KR_NULL;
    }
    /* fall through */
    case BC_PREPARED: {
      if (!kr_is_mapping(v)) {
        kr_raise(&kr_exc_TypeError, "%s.__prepare__() must return a mapping, not %T",
                 kr_is_type(s[BC_META]) ? kr_type_cname(KR_AS_TYPE(s[BC_META])) : "<metaclass>", v);
        kr_decref(v);
        return KR_NULL;
      }
      s[BC_NS] = v;
      f->state = BC_BODY_DONE;
      kr_frame *body = kr_function_frame(KR_FUNCTION(kr_ref(s[BC_FUNC])), NULL, 0, NULL, kr_ref(v));
      if (!body) return KR_NULL;
      kr_link_pushed(body);
      return KR_PUSHED;
    }
    case BC_BODY_DONE: {
      s[BC_CELL] = v;
      if (s[BC_ORIG_BASES] != s[BC_BASES]) {
        if (kr_setitem(s[BC_NS], KR_ID(__orig_bases__), s[BC_ORIG_BASES])) return KR_NULL;
      }
      f->state = BC_MADE;
      kr_value args = kr_tuple_pack(3, s[BC_NAME], s[BC_BASES], s[BC_NS]);
      if (args == KR_NULL) return KR_NULL;
      v = kr_vm_call_ex(f, s[BC_META], KR_NULL, args, s[BC_KW]);
      kr_frame *top = kr.pushed;
      kr.pushed = NULL;
      kr_decref(args);
      kr.pushed = top;
      if (v == KR_PUSHED || v == KR_NULL) return v;
    }
    /* fall through */
    default: {
      kr_value cell = s[BC_CELL];
      if (kr_is_type(v) && kr_is_exact(cell, &kr_cell_type)) {
        kr_value in_cell = KR_AS(kr_cell, cell)->contents;
        if (in_cell != v) {
          if (in_cell == KR_NULL)
            kr_raise(&kr_exc_RuntimeError,
                     "__class__ not set defining %R as %R. Was __classcell__ propagated to "
                     "type.__new__?",
                     s[BC_NAME], v);
          else kr_raise(&kr_exc_TypeError, "__class__ set to %R defining %R as %R", in_cell, s[BC_NAME], v);
          kr_decref(v);
          return KR_NULL;
        }
      }
      return v;
    }
  }
}
static const kr_native build_class_native = {"__build_class__", build_class_step, BC_SLOTS};

/* The bases with what __mro_entries__ gives in place of those that are no classes (PEP 560). New. */
static kr_value resolve_bases(kr_value orig) {
  kr_tuple *bases = KR_TUPLE(orig);
  kr_list *out = NULL;
  for (uint32_t i = 0; i < bases->size; i++) {
    kr_value b = bases->items[i], entries;
    if (kr_is_type(b)) {
      if (out && kr_list_append(out, b)) goto fail;
      continue;
    }
    kr_value m;
    int found = kr_getattr_optional(b, KR_ID(__mro_entries__), &m);
    if (found < 0) goto fail;
    if (!found) {
      if (out && kr_list_append(out, b)) goto fail;
      continue;
    }
    entries = kr_call1(m, orig);
    kr_decref(m);
    if (entries == KR_NULL) goto fail;
    if (!kr_is_tuple(entries)) {
      kr_raise(&kr_exc_TypeError, "__mro_entries__ must return a tuple");
      kr_decref(entries);
      goto fail;
    }
    if (!out) {
      kr_value l = kr_list_from_array(bases->items, i);
      if (l == KR_NULL) {
        kr_decref(entries);
        goto fail;
      }
      out = KR_LIST(l);
    }
    for (uint32_t k = 0; k < KR_TUPLE(entries)->size; k++)
      if (kr_list_append(out, KR_TUPLE(entries)->items[k])) {
        kr_decref(entries);
        goto fail;
      }
    kr_decref(entries);
  }
  if (!out) return kr_ref(orig);
  kr_value r = kr_list_to_tuple(out);
  kr_decref_object(out);
  return r;
fail:
  kr_xdecref_object(out);
  return KR_NULL;
}

KR_BUILTIN(build_class) {
  if (nargs < 2) return kr_raise(&kr_exc_TypeError, "__build_class__: not enough arguments");
  if (!kr_is_function(args[0]))
    return kr_raise(&kr_exc_TypeError, "__build_class__: func must be a function");
  if (!kr_is_str(args[1])) return kr_raise(&kr_exc_TypeError, "__build_class__: name is not a string");
  kr_value orig = kr_tuple_from_array(args + 2, nargs - 2), bases = KR_NULL, meta = KR_NULL;
  kr_dict *kw = NULL;
  if (orig == KR_NULL) return KR_NULL;
  bases = resolve_bases(orig);
  if (bases == KR_NULL) goto fail;
  if (kwnames && kwnames->size) {
    kw = kr_dict_new();
    if (!kw) goto fail;
    for (uint32_t i = 0; i < kwnames->size; i++) {
      if (kr_str_equals_cstr(KR_STR(kwnames->items[i]), "metaclass")) meta = kr_ref(args[nargs + i]);
      else if (kr_dict_set(kw, kwnames->items[i], args[nargs + i])) goto fail;
    }
  }
  if (meta == KR_NULL)
    meta =
        kr_ref(kr_from_object(KR_TUPLE(bases)->size ? kr_type_of(KR_TUPLE(bases)->items[0]) : &kr_type_type));
  if (kr_is_type(meta)) {
    kr_type *winner = kr_type_calculate_metaclass(KR_AS_TYPE(meta), KR_TUPLE(bases));
    if (!winner) goto fail;
    kr_incref_object(winner);
    KR_REPLACE(meta, kr_from_object(winner));
  }
  kr_frame *f = kr_native_push(&build_class_native);
  if (!f) goto fail;
  f->slots[BC_FUNC] = kr_ref(args[0]);
  f->slots[BC_NAME] = kr_ref(args[1]);
  f->slots[BC_BASES] = bases;
  f->slots[BC_ORIG_BASES] = orig;
  f->slots[BC_META] = meta;
  f->slots[BC_KW] = kr_from_object_or_null(kw);
  return KR_PUSHED;
fail:
  kr_decref(orig);
  kr_decref(bases);
  kr_decref(meta);
  kr_xdecref_object(kw);
  return KR_NULL;
}

/* ---- import -------------------------------------------------------------------------------------------- */

KR_BUILTIN(import) {
  int level = args[4] == KR_NULL ? 0 : kr_index_as_int(args[4]);
  if (level == -1 && kr_failed()) return KR_NULL;
  return kr_import_push(args[0], args[1], args[3] == KR_NULL ? KR_NONE : args[3], level);
}

/* ---- input --------------------------------------------------------------------------------------------- */

enum { IN_PROMPT, IN_STDIN, IN_SLOTS };
enum { IN_START, IN_LINE };

static kr_value sys_object(kr_value name, const char *lost) {
  kr_value v = kr_dict_get_new(kr.sys_dict, name);
  if (v == KR_NONE) v = KR_NULL;
  if (v == KR_NULL && !kr_failed()) kr_raise(&kr_exc_RuntimeError, "lost sys.%s", lost);
  return v;
}

static kr_value input_step(kr_frame *f, kr_value v) {
  kr_value *s = f->slots;
  switch (f->state) {
    case IN_START: {
      s[IN_STDIN] = sys_object(KR_ID(stdin), "stdin");
      if (s[IN_STDIN] == KR_NULL) return KR_NULL;
      kr_value err = sys_object(KR_ID(stderr), "stderr");
      if (err == KR_NULL) return KR_NULL;
      if (KR_AUDIT("builtins.input", s[IN_PROMPT] == KR_NULL ? KR_NONE : s[IN_PROMPT])) {
        kr_decref(err);
        return KR_NULL;
      }
      kr_value r = kr_call_method0(err, KR_ID(flush));
      kr_decref(err);
      if (r == KR_NULL) kr_clear_exception();
      kr_decref(r);
      kr_value out = sys_object(KR_ID(stdout), "stdout");
      if (out == KR_NULL) return KR_NULL;
      if (s[IN_PROMPT] != KR_NULL) {
        kr_value text = kr_str_of(s[IN_PROMPT]);
        r = text == KR_NULL ? KR_NULL : kr_call_method1(out, KR_ID(write), text);
        kr_decref(text);
        if (r == KR_NULL) {
          kr_decref(out);
          return KR_NULL;
        }
        kr_decref(r);
      }
      r = kr_call_method0(out, KR_ID(flush));
      kr_decref(out);
      if (r == KR_NULL) kr_clear_exception();
      kr_decref(r);
      f->state = IN_LINE;
      kr_value readline = kr_getattr(s[IN_STDIN], KR_ID(readline));
      if (readline == KR_NULL) return KR_NULL;
      v = kr_call_push(readline, NULL, 0, NULL);
      kr_frame *top = kr.pushed;
      kr.pushed = NULL;
      kr_decref(readline);
      kr.pushed = top;
      if (v == KR_PUSHED) return v;
    }
    /* fall through */
    default: {
      if (v == KR_NULL) return KR_NULL;
      if (!kr_is_str(v)) {
        kr_decref(v);
        return kr_raise(&kr_exc_TypeError, "object.readline() returned non-string");
      }
      kr_str *line = KR_STR(v);
      if (line->length == 0) {
        kr_decref(v);
        return kr_raise(&kr_exc_EOFError, "EOF when reading a line");
      }
      if (kr_str_read(line, line->length - 1) == '\n') {
        kr_value r = kr_str_substring(v, 0, line->length - 1);
        kr_decref(v);
        return r;
      }
      return v;
    }
  }
}
static const kr_native input_native = {"input", input_step, IN_SLOTS};

KR_BUILTIN(input) {
  kr_frame *f = kr_native_push(&input_native);
  if (!f) return KR_NULL;
  f->slots[IN_PROMPT] = kr_ref(args[0]);
  return KR_PUSHED;
}
