/* Frames and tracebacks as Python sees them. f_locals of a function's frame is a write-through proxy
 * (PEP 667): vm/frame_locals.c. */
#include "memory/fast_alloc.h"
#include "objects/audit.h"
#include "vm/frame_locals.h"
#include "vm/generator.h"
#include "vm/instrument.h"
#include "vm/trace.h"

#include "memory/gc.h"
#include "objects/type_impl.h"
#include "vm/vm.h"

static int frame_traverse(kr_object *o, kr_visit visit, void *arg) {
  kr_frame_object *f = (kr_frame_object *)o;
  KR_VISIT_OBJECT(f->back);
  KR_VISIT(f->trace);
  KR_VISIT(f->extra_locals);
  if (f->frame && f->frame->owner == KR_FRAME_OBJECT) {
    kr_frame *own = f->frame;
    KR_VISIT_OBJECT(own->func);
    KR_VISIT(own->locals);
    for (kr_value *p = own->slots; p < own->sp; p++) KR_VISIT(*p);
  }
  return 0;
}

static void drop_own_values(kr_frame_object *f) {
  if (!f->frame || f->frame->owner != KR_FRAME_OBJECT) return;
  kr_frame *own = f->frame;
  kr_value *sp = own->sp;
  own->sp = own->slots + own->code->nlocalsplus;
  if (own->sp > sp) own->sp = sp;
  while (sp-- > own->slots) KR_CLEAR(*sp);
}

static int frame_clear(kr_object *o) {
  kr_frame_object *f = (kr_frame_object *)o;
  drop_own_values(f);
  KR_CLEAR(f->trace);
  KR_CLEAR(f->extra_locals);
  KR_CLEAR_OBJECT(f->back);
  return 0;
}

static void frame_dealloc(kr_object *o) {
  kr_frame_object *f = (kr_frame_object *)o;
  if (!kr_trash_begin(o)) return;
  frame_clear(o);
  if (f->frame && f->frame->owner == KR_FRAME_OBJECT) {
    kr_frame *own = f->frame;
    kr_decref(own->locals);
    kr_xdecref_object(own->func);
    kr_free(own);
  }
  f->frame = NULL;
  kr_gc_free_static(o, &kr_frame_type);
  kr_trash_end();
}

#define FRAME(v) KR_AS(kr_frame_object, v)

static kr_value gone(void) {
  return kr_raise(&kr_exc_RuntimeError, "frame has no code: memory ran out when it ended");
}

static kr_value get_back(kr_value self, void *c) {
  kr_frame_object *o = FRAME(self);
  if (o->back) return kr_ref(kr_from_object(o->back));
  if (!o->frame || o->frame->owner == KR_FRAME_OBJECT) return KR_NONE;
  kr_frame *f = kr_frame_python(o->frame->prev);
  return f ? kr_frame_get_object(f) : KR_NONE;
}
static kr_value get_code(kr_value self, void *c) {
  if (KR_AUDIT_GET(self, KR_ID(f_code))) return KR_NULL;
  kr_frame *f = FRAME(self)->frame;
  return f ? kr_ref(kr_from_object(f->code)) : gone();
}
static kr_value get_globals(kr_value self, void *c) {
  kr_frame *f = FRAME(self)->frame;
  return f ? kr_ref(kr_from_object(f->func->globals)) : gone();
}
static kr_value get_builtins(kr_value self, void *c) {
  kr_frame *f = FRAME(self)->frame;
  return f ? kr_ref(kr_builtins_given(f->func)) : gone();
}
static kr_value get_locals(kr_value self, void *c) { return kr_frame_locals(FRAME(self)); }
static kr_value get_lineno(kr_value self, void *c) {
  kr_frame_object *o = FRAME(self);
  if (o->lineno) return kr_from_small_int(o->lineno);
  if (!o->frame) return KR_NONE;
  int line = kr_frame_line(o->frame);
  return line < 0 ? KR_NONE : kr_from_small_int(line);
}
static kr_value get_lasti(kr_value self, void *c) {
  kr_frame *f = FRAME(self)->frame;
  if (!f) return kr_from_small_int(-1);
  int i = kr_frame_index(f);
  /* not begun, but for tracers, who are told of the call when RESUME is under way */
  if (i == 0 && f->pc == f->code->exec && f->return_offset == 0 && kr_trace_event(f) == KR_NULL)
    return kr_from_small_int(-1);
  return kr_from_small_int(kr_frame_lasti(f));
}
static kr_value get_trace(kr_value self, void *c) {
  kr_value v = FRAME(self)->trace;
  return v == KR_NULL ? KR_NONE : kr_ref(v);
}
/* Whether both f_trace and f_trace_opcodes are set: in the call event there is no f_trace yet. */
static void want_opcodes(const kr_frame_object *o) {
  if (o->frame && (o->trace != KR_NULL || !o->trace_opcodes))
    kr_instrument_opcodes(o->frame->code, o->trace_opcodes);
}
static int set_trace(kr_value self, kr_value v, void *c) {
  if (v == KR_NONE) v = KR_NULL;
  kr_incref(v);
  if (kr_is_object(v)) kr_gc_track(kr_object_of(self));
  KR_REPLACE(FRAME(self)->trace, v);
  if (FRAME(self)->trace_opcodes) want_opcodes(FRAME(self));
  return 0;
}
static kr_value get_trace_opcodes(kr_value self, void *c) { return kr_from_bool(FRAME(self)->trace_opcodes); }
static int set_trace_opcodes(kr_value self, kr_value v, void *c) {
  if (!kr_is_bool(v)) return KR_RAISE_INT(&kr_exc_TypeError, "attribute value type must be bool");
  FRAME(self)->trace_opcodes = v == KR_TRUE;
  want_opcodes(FRAME(self));
  return 0;
}
static kr_value get_generator(kr_value self, void *c) {
  kr_frame *f = FRAME(self)->frame;
  if (f && f->owner == KR_FRAME_GENERATOR) return kr_ref(kr_from_object(kr_generator_of(f)));
  return KR_NONE;
}

static kr_value clear_method(kr_value self, const kr_value *args, size_t n, kr_tuple *kw) {
  kr_frame_object *o = FRAME(self);
  if (!o->frame) return KR_NONE;
  if (o->frame->owner == KR_FRAME_GENERATOR) {
    kr_generator *g = kr_generator_of(o->frame);
    if (g->state == KR_GEN_RUNNING) return kr_raise(&kr_exc_RuntimeError, "cannot clear an executing frame");
    if (g->state == KR_GEN_SUSPENDED || g->state == KR_GEN_SUSPENDED_YIELD_FROM)
      return kr_raise(&kr_exc_RuntimeError, "cannot clear a suspended frame");
    if (g->state != KR_GEN_CREATED) return KR_NONE;
    kr_incref_object(g);
    if (g->kind == 1) {
      kr_warn_unawaited(g);
    } else if (g->kind != 2 || !kr_async_gen_finalize_hook(g)) {
      kr_value r = kr_generator_close(g); /* has not begun: there is nothing to run */
      kr_decref(r);
    }
    kr_decref_object(g);
    return kr_failed() ? KR_NULL : KR_NONE;
  }
  if (o->frame->owner == KR_FRAME_STACK)
    return kr_raise(&kr_exc_RuntimeError, "cannot clear an executing frame");
  drop_own_values(o);
  KR_CLEAR(o->extra_locals);
  KR_CLEAR(o->trace);
  return KR_NONE;
}

static kr_value frame_repr(kr_value self) {
  kr_frame *f = FRAME(self)->frame;
  if (!f) return kr_str_format("<frame at 0x%zx>", (size_t)kr_object_of(self));
  return kr_str_format("<frame at 0x%zx, file %R, line %d, code %S>", (size_t)kr_object_of(self),
                       f->code->filename, kr_frame_line(f), f->code->name);
}

static kr_value frame_sizeof(kr_value self, const kr_value *args, size_t n, kr_tuple *kw) {
  kr_frame *f = FRAME(self)->frame;
  size_t size = sizeof(kr_frame_object);
  if (f) size += sizeof *f + (size_t)(f->code->nlocalsplus + f->code->stacksize) * sizeof(kr_value);
  return kr_int_from_size(size);
}

static const kr_method_def frame_methods[] = {
    {"clear", clear_method, 0, "($self, /)", "Let go of all that the frame holds."},
    {"__sizeof__", frame_sizeof, 0, "($self, /)", NULL},
    {0}};
static const kr_getset_def frame_getset[] = {
    {"f_back", get_back, NULL, NULL, NULL},
    {"f_code", get_code, NULL, NULL, NULL},
    {"f_globals", get_globals, NULL, NULL, NULL},
    {"f_builtins", get_builtins, NULL, NULL, NULL},
    {"f_locals", get_locals, NULL, NULL, NULL},
    {"f_lineno", get_lineno, kr_frame_set_lineno, NULL, NULL},
    {"f_lasti", get_lasti, NULL, NULL, NULL},
    {"f_trace", get_trace, set_trace, NULL, NULL},
    {"f_trace_opcodes", get_trace_opcodes, set_trace_opcodes, NULL, NULL},
    {"f_generator", get_generator, NULL, NULL, NULL},
    {0}};

static const kr_member_def frame_members[] = {
    {"f_trace_lines", KR_MEMBER_BOOL, offsetof(kr_frame_object, trace_lines), false, NULL}, {0}};

kr_type kr_frame_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "frame",
    .tf = KR_TF_GC | KR_TF_NO_NEW,
    .basic_size = sizeof(kr_frame_object),
    .methods = frame_methods,
    .getset = frame_getset,
    .members = frame_members,
    .dealloc = frame_dealloc,
    .traverse = frame_traverse,
    .clear = frame_clear,
    .repr = frame_repr,
};

/* ---- tracebacks ---------------------------------------------------------------------------------------- */

#define TB(v) KR_AS(kr_traceback, v)

static int tb_traverse(kr_object *o, kr_visit visit, void *arg) {
  KR_VISIT(((kr_traceback *)o)->next);
  KR_VISIT_OBJECT(((kr_traceback *)o)->frame);
  return 0;
}
static int tb_clear(kr_object *o) {
  KR_REPLACE(((kr_traceback *)o)->next, KR_NONE);
  KR_CLEAR_OBJECT(((kr_traceback *)o)->frame);
  return 0;
}
static void tb_dealloc(kr_object *o) {
  if (!kr_trash_begin(o)) return;
  tb_clear(o);
  kr_gc_free_static(o, &kr_traceback_type);
  kr_trash_end();
}

static kr_value tb_frame(kr_value self, void *c) {
  if (KR_AUDIT_GET(self, KR_ID(tb_frame))) return KR_NULL;
  return kr_ref(kr_from_object_or_null(TB(self)->frame));
}
static kr_value tb_lasti(kr_value self, void *c) { return kr_from_small_int(TB(self)->lasti); }
int kr_traceback_line(kr_traceback *tb) {
  if (tb->lineno != -1) return tb->lineno;
  return tb->frame && tb->frame->frame ? kr_code_line(tb->frame->frame->code, tb->lasti / 2) : -1;
}
static kr_value tb_lineno(kr_value self, void *c) {
  int line = kr_traceback_line(TB(self));
  return line < 0 ? KR_NONE : kr_from_small_int(line);
}
static kr_value tb_next(kr_value self, void *c) { return kr_ref(TB(self)->next); }
static int tb_set_next(kr_value self, kr_value v, void *c) {
  if (v == KR_NULL) return KR_RAISE_INT(&kr_exc_TypeError, "can't delete tb_next attribute");
  if (v != KR_NONE && !kr_is_exact(v, &kr_traceback_type))
    return KR_RAISE_INT(&kr_exc_TypeError, "expected traceback object, got '%T'", v);
  for (kr_value t = v; t != KR_NONE; t = TB(t)->next)
    if (t == self) return KR_RAISE_INT(&kr_exc_ValueError, "traceback loop detected");
  kr_incref(v);
  KR_REPLACE(TB(self)->next, v);
  return 0;
}

static kr_value tb_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  static kr_bound_spec *spec;
  kr_value a[4];
  if (kr_args_bind(&spec, "traceback", "(tb_next, tb_frame, tb_lasti, tb_lineno)", args, nargs, kwnames, a))
    return KR_NULL;
  if (!kr_is_exact(a[1], &kr_frame_type))
    return kr_raise(&kr_exc_TypeError, "traceback() argument 'tb_frame' must be frame, not %s",
                    kr_argument_kind(a[1]));
  int lasti = kr_index_as_int(a[2]);
  if (lasti == -1 && kr_failed()) return KR_NULL;
  int lineno = kr_index_as_int(a[3]);
  if (lineno == -1 && kr_failed()) return KR_NULL;
  if (a[0] != KR_NONE && !kr_is_exact(a[0], &kr_traceback_type))
    return kr_raise(&kr_exc_TypeError, "expected traceback object or None, got '%T'", a[0]);
  kr_traceback *tb = kr_gc_object_alloc(&kr_traceback_type, sizeof *tb);
  if (!tb) return KR_NULL;
  tb->next = kr_ref(a[0]);
  tb->frame = FRAME(kr_ref(a[1]));
  tb->lasti = lasti;
  tb->lineno = lineno;
  return kr_from_object(tb);
}

static kr_value tb_dir(kr_value self, const kr_value *args, size_t n, kr_tuple *kw) {
  static const char *const names[] = {"tb_frame", "tb_next", "tb_lasti", "tb_lineno"};
  kr_list *l = kr_list_new(4);
  if (!l) return KR_NULL;
  for (int i = 0; i < 4; i++) {
    kr_value s = kr_str_intern_cstr(names[i]);
    if (s == KR_NULL || kr_list_append_steal(l, s)) {
      kr_decref_object(l);
      return KR_NULL;
    }
  }
  return kr_from_object(l);
}

static const kr_method_def tb_methods[] = {{"__dir__", tb_dir, 0, "($self, /)", NULL}, {0}};
static const kr_getset_def tb_getset[] = {{"tb_next", tb_next, tb_set_next, NULL, NULL},
                                          {"tb_frame", tb_frame, .member = true},
                                          {"tb_lasti", tb_lasti, .member = true},
                                          {"tb_lineno", tb_lineno, NULL, NULL, NULL},
                                          {0}};

kr_type kr_traceback_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "traceback",
    .doc = "traceback(tb_next, tb_frame, tb_lasti, tb_lineno)\n--\n\nA place that an exception passed.",
    .tf = KR_TF_GC,
    .basic_size = sizeof(kr_traceback),
    .methods = tb_methods,
    .getset = tb_getset,
    .dealloc = tb_dealloc,
    .traverse = tb_traverse,
    .clear = tb_clear,
    .new_ = tb_new,
};
