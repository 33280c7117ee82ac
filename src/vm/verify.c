#include "vm/verify.h"

#include "compile/opcode.h"
#include "objects/bytes.h"
#include "objects/set.h"
#include "vm/instrument.h"
#include "vm/vm.h"

/* What instructions take and leave, "taken>left", from the bottom of the stack up. The letters are the kinds of
 * verify.h, and L list, T set, D dict, S str, C code, F function, K a tuple of names, d a dict or nothing. Behind
 * a letter, * repeats it as often as the argument says, and ? means that it is there if the argument is odd; @ is
 * what lies as deep as the argument says once all is taken. What has no text here is in special(). */
static const char effects[K_FIRST][8] = {
    [OP_RESUME] = ">",
    [OP_NOP] = ">",
    [OP_NOT_TAKEN] = ">",
    [OP_SETUP_ANNOTATIONS] = ">",
    [OP_DELETE_NAME] = ">",
    [OP_DELETE_GLOBAL] = ">",
    [OP_BINARY_OP] = "VV>V",
    [OP_BINARY_SLICE] = "VVV>V",
    [OP_BUILD_INTERPOLATION] = "VS>V",
    [OP_BUILD_LIST] = "V*>L",
    [OP_BUILD_MAP] = "V*V*>D",
    [OP_BUILD_SET] = "V*>T",
    [OP_BUILD_SLICE] = "V*>V",
    [OP_BUILD_STRING] = "S*>S",
    [OP_BUILD_TEMPLATE] = "UU>V",
    [OP_CALL] = "VNV*>V",
    [OP_CALL_FUNCTION_EX] = "VNVd>V",
    [OP_CALL_KW] = "VNV*K>V",
    [OP_CHECK_EG_MATCH] = "XV>XX",
    [OP_CHECK_EXC_MATCH] = "EV>EV",
    [OP_CLEANUP_THROW] = "VVE>VV",
    [OP_COMPARE_OP] = "VV>V",
    [OP_CONTAINS_OP] = "VV>V",
    [OP_CONVERT_VALUE] = "V>S",
    [OP_DELETE_ATTR] = "V>",
    [OP_DELETE_SUBSCR] = "VV>",
    [OP_DICT_MERGE] = "V>@D",
    [OP_DICT_UPDATE] = "V>@D",
    [OP_END_ASYNC_FOR] = "VE>",
    [OP_END_FOR] = "N>",
    [OP_END_SEND] = "NV>V",
    [OP_FOR_ITER] = "V>OV",
    [OP_FORMAT_SIMPLE] = "V>S",
    [OP_FORMAT_WITH_SPEC] = "VS>S",
    [OP_GET_AITER] = "V>O",
    [OP_GET_ANEXT] = "V>OV",
    [OP_GET_AWAITABLE] = "V>V",
    [OP_GET_ITER] = "V>O",
    [OP_GET_LEN] = "V>VV",
    [OP_GET_YIELD_FROM_ITER] = "V>V",
    [OP_IMPORT_FROM] = "V>VV",
    [OP_IMPORT_NAME] = "VV>V",
    [OP_IS_OP] = "VV>V",
    [OP_LIST_APPEND] = "V>@L",
    [OP_LIST_EXTEND] = "V>@L",
    [OP_LOAD_ATTR] = "V>VN?",
    [OP_LOAD_BUILD_CLASS] = ">V",
    [OP_LOAD_COMMON_CONSTANT] = ">V",
    [OP_LOAD_FROM_DICT_OR_GLOBALS] = "V>V",
    [OP_LOAD_GLOBAL] = ">V0?",
    [OP_LOAD_LOCALS] = ">V",
    [OP_LOAD_NAME] = ">V",
    [OP_LOAD_SMALL_INT] = ">V",
    [OP_LOAD_SPECIAL] = "V>VN",
    [OP_LOAD_SUPER_ATTR] = "VVV>VN?",
    [OP_MAKE_FUNCTION] = "C>F",
    [OP_MAP_ADD] = "VV>@D",
    [OP_MATCH_CLASS] = "VVK>V",
    [OP_MATCH_KEYS] = "VU>VUV",
    [OP_MATCH_MAPPING] = "V>VV",
    [OP_MATCH_SEQUENCE] = "V>VV",
    [OP_POP_EXCEPT] = "X>",
    [OP_POP_ITER] = "N>",
    [OP_POP_JUMP_IF_FALSE] = "V>",
    [OP_POP_JUMP_IF_NONE] = "V>",
    [OP_POP_JUMP_IF_NOT_NONE] = "V>",
    [OP_POP_JUMP_IF_TRUE] = "V>",
    [OP_POP_TOP] = "N>",
    [OP_PUSH_NULL] = ">0",
    [OP_RAISE_VARARGS] = "V*>",
    [OP_RERAISE] = "X>",
    [OP_RETURN_GENERATOR] = ">V",
    [OP_RETURN_VALUE] = "V>",
    [OP_SEND] = "VV>VV",
    [OP_SET_ADD] = "V>@V",
    [OP_SET_UPDATE] = "V>@T",
    [OP_STORE_ATTR] = "VV>",
    [OP_STORE_GLOBAL] = "V>",
    [OP_STORE_NAME] = "V>",
    [OP_STORE_SLICE] = "VVVV>",
    [OP_STORE_SUBSCR] = "VVV>",
    [OP_TO_BOOL] = "V>V",
    [OP_UNARY_INVERT] = "V>V",
    [OP_UNARY_NEGATIVE] = "V>V",
    [OP_UNARY_NOT] = "V>V",
    [OP_UNPACK_SEQUENCE] = "V>V*",
    [OP_YIELD_VALUE] = "V>V",
};

static bool is_tuple_kind(unsigned k) {
  return k >= KR_KIND_NAMES || k == KR_KIND_CELLS || k == KR_KIND_TUPLE;
}

/* Whether what is of kind `have` is also of kind `want`. */
static bool is_kind(unsigned have, unsigned want) {
  switch (want) {
    case KR_KIND_MAYBE: return true;
    case KR_KIND_VALUE: return have != KR_KIND_MAYBE && have != KR_KIND_NOTHING;
    case KR_KIND_TUPLE: return is_tuple_kind(have);
    case 'K': return have >= KR_KIND_NAMES;
    case 'd': return have == 'D' || have == KR_KIND_NOTHING;
    case KR_KIND_EXC_OR_NONE: return have == want || have == KR_KIND_EXCEPTION;
    default: return have == want;
  }
}

static uint16_t either(unsigned a, unsigned b) {
  if (a == b) return (uint16_t)a;
  static const char wider[] = {KR_KIND_EXC_OR_NONE, KR_KIND_TUPLE, KR_KIND_VALUE, 0};
  for (const char *w = wider; *w; w++)
    if (is_kind(a, (unsigned)*w) && is_kind(b, (unsigned)*w)) return (uint16_t)*w;
  return KR_KIND_MAYBE;
}

static void push(kr_stack_map *m, unsigned kind) {
  if (m->now->size < m->room) m->now->kinds[m->now->size++] = (uint16_t)kind;
  else m->bad = true;
}
/* What lies n below the top; 1: the top. */
static unsigned peek(kr_stack_map *m, uint32_t n, unsigned want) {
  const kr_stack_row *r = m->now;
  if (n - 1 < r->size - (uint32_t)m->code->nlocalsplus && is_kind(r->kinds[r->size - n], want))
    return r->kinds[r->size - n];
  m->bad = true;
  return want;
}
static unsigned pop(kr_stack_map *m, unsigned want) {
  unsigned kind = peek(m, 1, want);
  if (!m->bad && --m->now->size < m->low) m->low = m->now->size;
  return kind;
}

/* `now` is how things may be at instruction i. */
static void flow(kr_stack_map *m, int64_t i) {
  if (m->bad || i < 0 || i >= m->code->nunits || (i <= m->generator && !m->all)) {
    m->bad = true;
    return;
  }
  const kr_stack_row *r = m->now;
  kr_stack_row **to = &m->rows[i], *old = *to;
  size_t bytes = sizeof *r + r->size * sizeof *r->kinds;
  if (!old) {
    m->changed = true;
    if ((*to = kr_alloc(bytes))) memcpy(*to, r, bytes);
    else m->bad = true;
  } else if (old->size != r->size) {
    m->bad = true;
  } else {
    for (uint32_t k = 0; k < r->size; k++) {
      uint16_t kind = either(old->kinds[k], r->kinds[k]);
      if (kind != old->kinds[k]) m->changed = true;
      old->kinds[k] = kind;
    }
  }
}

/* If the instruction raises; `now` is as before it. */
static void flow_to_handler(kr_stack_map *m, uint32_t i) {
  kr_frame probe; /* only its code is asked for */
  int depth;
  bool lasti;
  probe.code = (kr_code *)m->code;
  int handler = kr_find_handler(&probe, (int)i, &depth, &lasti);
  if (handler < 0) return;
  /* Compilers put handlers behind what they protect; before it, raising could go round for ever, and nothing
   * looks at interrupts there. */
  if (handler <= (int64_t)i) m->bad = true;
  uint32_t size = (uint32_t)m->code->nlocalsplus + (uint32_t)depth;
  if (m->bad || size > m->now->size) {
    m->bad = true;
    return;
  }
  m->now->size = size;
  /* what it had taken already is made up for by None */
  for (uint32_t k = m->low; k < size; k++) m->now->kinds[k] = either(m->now->kinds[k], KR_KIND_VALUE);
  if (lasti) push(m, KR_KIND_LASTI);
  push(m, KR_KIND_EXCEPTION);
  flow(m, handler);
}

/* ---- variables ----------------------------------------------------------------------------------------- */

static void load(kr_stack_map *m, uint32_t i, unsigned want) {
  if (!is_kind(m->now->kinds[i], want)) m->bad = true;
  push(m, m->now->kinds[i]);
}
/* A program can change a variable at any time through f_locals, but it cannot unbind it, nor put something else
 * in a cell's place. */
static void store(kr_stack_map *m, uint32_t i) {
  unsigned kind = pop(m, KR_KIND_MAYBE);
  bool plain = !(m->code->localspluskinds->data[i] & (KR_LOCAL_CELL | KR_LOCAL_FREE));
  if (plain || kind != KR_KIND_CELL) kind = is_kind(kind, KR_KIND_VALUE) ? KR_KIND_VALUE : KR_KIND_MAYBE;
  m->now->kinds[i] = (uint16_t)kind;
}
static void make_cell(kr_stack_map *m, uint32_t i) {
  if (!(m->code->localspluskinds->data[i] & (KR_LOCAL_CELL | KR_LOCAL_FREE))) m->bad = true;
  m->now->kinds[i] = KR_KIND_CELL;
}

static void cell(kr_stack_map *m, uint32_t i) {
  if (m->now->kinds[i] != KR_KIND_CELL) m->bad = true;
}

static unsigned kind_of_constant(kr_value v) {
  if (kr_is_str(v)) return 'S';
  if (kr_is_exact(v, &kr_code_type)) return 'C';
  if (!kr_is_exact_tuple(v)) return KR_KIND_VALUE;
  const kr_tuple *t = KR_TUPLE(v);
  for (uint32_t i = 0; i < t->size; i++)
    if (!kr_is_str(t->items[i])) return KR_KIND_TUPLE;
  return t->size < 0x7000 ? KR_KIND_NAMES + t->size : KR_KIND_TUPLE;
}

/* ---- instructions -------------------------------------------------------------------------------------- */

/* Those that the table cannot tell, one case for each. False: it is none of them. */
static bool special(kr_stack_map *m, uint32_t op, uint32_t arg) {
  const kr_code *c = m->code;
  uint32_t first = arg >> 4, second = arg & 15, n = 0;
  switch (op) {
    case OP_LOAD_FAST:
    case OP_LOAD_FAST_BORROW: load(m, arg, KR_KIND_VALUE); break;
    case OP_LOAD_FAST_CHECK:
      if (m->now->kinds[arg] == KR_KIND_MAYBE) m->now->kinds[arg] = KR_KIND_VALUE;
      load(m, arg, KR_KIND_VALUE);
      break;
    case OP_LOAD_FAST_AND_CLEAR: load(m, arg, KR_KIND_MAYBE); /* fall through */
    case OP_DELETE_FAST: m->now->kinds[arg] = KR_KIND_MAYBE; break;
    case OP_LOAD_FAST_LOAD_FAST:
    case OP_LOAD_FAST_BORROW_LOAD_FAST_BORROW:
      load(m, first, KR_KIND_VALUE);
      load(m, second, KR_KIND_VALUE);
      break;
    case OP_STORE_FAST: store(m, arg); break;
    case OP_STORE_FAST_STORE_FAST:
      store(m, first);
      store(m, second);
      break;
    case OP_STORE_FAST_LOAD_FAST:
      store(m, first);
      load(m, second, KR_KIND_VALUE);
      break;
    case OP_MAKE_CELL: make_cell(m, arg); break;
    case OP_COPY_FREE_VARS:
      if ((int32_t)arg != c->nfrees) m->bad = true;
      else
        while (arg > 0) make_cell(m, (uint32_t)c->nlocalsplus - arg--);
      break;
    case OP_STORE_DEREF: pop(m, KR_KIND_VALUE); /* fall through */
    case OP_DELETE_DEREF: cell(m, arg); break;
    case OP_LOAD_FROM_DICT_OR_DEREF: pop(m, KR_KIND_VALUE); /* fall through */
    case OP_LOAD_DEREF:
      cell(m, arg);
      push(m, KR_KIND_VALUE);
      break;
    case OP_LOAD_CONST: push(m, kind_of_constant(c->consts->items[arg])); break;
    case OP_COPY: push(m, peek(m, arg, KR_KIND_MAYBE)); break;
    case OP_SWAP: {
      unsigned top = peek(m, 1, KR_KIND_MAYBE), other = peek(m, arg, KR_KIND_MAYBE);
      if (m->bad) break;
      m->now->kinds[m->now->size - 1] = (uint16_t)other;
      m->now->kinds[m->now->size - arg] = (uint16_t)top;
      break;
    }
    case OP_BUILD_TUPLE: {
      bool cells = arg > 0;
      for (; arg > 0 && !m->bad; arg--) cells &= pop(m, KR_KIND_VALUE) == KR_KIND_CELL;
      push(m, cells ? KR_KIND_CELLS : KR_KIND_TUPLE);
      break;
    }
    case OP_UNPACK_EX:
      pop(m, KR_KIND_VALUE);
      for (n = (arg & 0xFF) + (arg >> 8) + 1; n > 0 && !m->bad; n--) push(m, KR_KIND_VALUE);
      break;
    case OP_JUMP_FORWARD:
    case OP_JUMP_BACKWARD:
    case OP_JUMP_BACKWARD_NO_INTERRUPT: break;
    case OP_SET_FUNCTION_ATTRIBUTE:
      pop(m, 'F');
      pop(m, arg == KR_MAKE_CLOSURE ? KR_KIND_CELLS : KR_KIND_VALUE);
      push(m, 'F');
      break;
    case OP_CALL_INTRINSIC_1:
      pop(m, arg < 12 ? (unsigned)" VVEVVLSSSVU"[arg] : KR_KIND_VALUE);
      push(m, arg == KR_INTRINSIC_STOPITERATION_ERROR ? KR_KIND_EXCEPTION
              : arg == KR_INTRINSIC_LIST_TO_TUPLE     ? KR_KIND_TUPLE
                                                      : KR_KIND_VALUE);
      break;
    case OP_CALL_INTRINSIC_2:
      pop(m, arg == KR_INTRINSIC_PREP_RERAISE_STAR ? 'L' : KR_KIND_VALUE);
      pop(m, arg < 6 ? (unsigned)" XSSFV"[arg] : KR_KIND_VALUE);
      push(m, arg == KR_INTRINSIC_PREP_RERAISE_STAR          ? KR_KIND_EXC_OR_NONE
              : arg == KR_INTRINSIC_SET_FUNCTION_TYPE_PARAMS ? 'F'
                                                             : KR_KIND_VALUE);
      break;
    case OP_PUSH_EXC_INFO: /* the exception's place is never empty */
      peek(m, 1, KR_KIND_EXCEPTION);
      if (!m->bad) m->now->kinds[m->now->size - 1] = KR_KIND_EXC_OR_NONE;
      push(m, KR_KIND_EXCEPTION);
      break;
    case OP_WITH_EXCEPT_START:
      peek(m, 5, KR_KIND_VALUE);
      peek(m, 1, KR_KIND_EXCEPTION);
      push(m, KR_KIND_VALUE);
      break;
    default: return false;
  }
  return true;
}

/* As the table says. */
static void plain(kr_stack_map *m, const char *effect, uint32_t arg) {
  const char *middle = strchr(effect, '>');
  for (const char *p = middle; p-- > effect;) {
    uint32_t n = *p == '*' ? arg : 1;
    if (*p == '*') p--;
    while (n-- > 0 && !m->bad) pop(m, (unsigned)*p);
  }
  for (const char *p = middle + 1; *p; p++) {
    if (*p == '@') {
      peek(m, arg, (unsigned)*++p);
      continue;
    }
    uint32_t n = p[1] == '*' ? arg : p[1] == '?' ? arg & 1 : 1;
    while (n-- > 0 && !m->bad) push(m, (unsigned)*p);
    if (p[1] == '*' || p[1] == '?') p++;
  }
}

/* Whether the argument is one that the instruction can have. */
static bool has_argument(const kr_code *c, uint32_t op, uint32_t arg) {
  uint32_t flags = kr_opcode_flags((int)op), most = UINT32_MAX;
  if (flags & KR_OPF_CONST) most = c->consts->size - 1;
  if (flags & KR_OPF_NAME) {
    if (op == OP_LOAD_ATTR || op == OP_LOAD_GLOBAL) arg >>= 1;
    if (op == OP_LOAD_SUPER_ATTR) arg >>= 2;
    most = c->names->size - 1;
  }
  if (flags & (KR_OPF_LOCAL | KR_OPF_FREE)) {
    most = (uint32_t)c->nlocalsplus - 1;
    switch (op) {
      case OP_LOAD_FAST_LOAD_FAST:
      case OP_LOAD_FAST_BORROW_LOAD_FAST_BORROW:
      case OP_STORE_FAST_LOAD_FAST:
      case OP_STORE_FAST_STORE_FAST: arg = arg >> 4 > (arg & 15) ? arg >> 4 : arg & 15;
    }
    return (int64_t)arg <= (int64_t)c->nlocalsplus - 1;
  }
  switch (op) {
    case OP_BINARY_OP: most = KR_OP_SUBSCR; break;
    case OP_BUILD_INTERPOLATION: most = 15; break;
    case OP_BUILD_SLICE: return arg == 2 || arg == 3;
    case OP_COMPARE_OP: most = (KR_GE << KR_COMPARE_SHIFT) + 31; break;
    case OP_LOAD_SPECIAL: most = KR_SPECIAL_AEXIT; break;
    case OP_RAISE_VARARGS: most = 2; break;
  }
  return most == UINT32_MAX ? !(flags & (KR_OPF_CONST | KR_OPF_NAME)) : arg <= most;
}

/* The instruction at i, which ends before `next`. Whether that is what comes next. */
static bool step(kr_stack_map *m, uint32_t i, uint32_t next, uint32_t op, uint32_t arg) {
  if (op >= K_FIRST || !has_argument(m->code, op, arg)) {
    m->bad = true;
    return false;
  }
  switch (op) { /* what the table has no letters for */
    case OP_BUILD_INTERPOLATION:
      if (arg & 1) pop(m, 'S');
      break;
    case OP_CALL_KW: m->bad |= peek(m, 1, 'K') > KR_KIND_NAMES + arg; break;
    case OP_DICT_MERGE: peek(m, arg + 4, KR_KIND_MAYBE); break;
    case OP_RETURN_GENERATOR: m->bad |= i != m->generator; break;
    case OP_YIELD_VALUE: m->bad |= m->generator < 0; break;
  }
  if (*effects[op]) plain(m, effects[op], arg);
  else if (!special(m, op, arg)) m->bad = true;
  if (m->bad) return false;
  switch (op) {
    case OP_FOR_ITER:
    case OP_POP_JUMP_IF_FALSE:
    case OP_POP_JUMP_IF_NONE:
    case OP_POP_JUMP_IF_NOT_NONE:
    case OP_POP_JUMP_IF_TRUE:
    case OP_SEND:
      /* at its end FOR_ITER leaves END_FOR out, which would take what it did not give */
      if (op == OP_FOR_ITER)
        m->bad |=
            (uint64_t)next + arg >= m->code->nunits || (m->code->units[next + arg] & 0xFF) != OP_END_FOR;
      flow(m, (int64_t)next + arg);
      return true;
    case OP_YIELD_VALUE:
      if (!arg) return true;
      /* what it delegates to may be thrown into, and end: then SEND jumps */
      peek(m, 2, KR_KIND_VALUE);
      if (i < 2 || (m->code->units[i - 2] & 0xFF) != OP_SEND) m->bad = true;
      else flow(m, (int64_t)i + kr_code_oparg(m->code, (int)i - 2));
      return true;
    case OP_JUMP_FORWARD: flow(m, (int64_t)next + arg); return false;
    case OP_JUMP_BACKWARD:
    case OP_JUMP_BACKWARD_NO_INTERRUPT: flow(m, (int64_t)next - arg); return false;
    case OP_RERAISE:
      if (arg) peek(m, arg, KR_KIND_LASTI);
      return false;
    case OP_RAISE_VARARGS:
    case OP_RETURN_VALUE: return false;
    default: return true;
  }
}

static kr_stack_row inside = {.size = UINT32_MAX}; /* of an instruction: no way leads there */

/* Instruction by instruction, in their order, until nothing new comes of it. */
static void pass(kr_stack_map *m) {
  const kr_code *c = m->code;
  bool live = false;
  for (uint32_t i = 0, arg = 0, next; i < c->nunits && !m->bad; i = next) {
    uint32_t op = c->units[i] & 0xFF;
    arg = arg << 8 | c->units[i] >> 8;
    next = i + 1 + kr_opcode_caches[op];
    if (live && (m->all || m->rows[i])) flow(m, i);
    if (m->rows[i]) {
      memcpy(m->now, m->rows[i], sizeof *m->now + m->rows[i]->size * sizeof *m->now->kinds);
      live = true;
    }
    if (live) {
      m->low = m->now->size;
      memcpy(m->spare, m->now, sizeof *m->now + m->low * sizeof *m->now->kinds);
      if (op != OP_EXTENDED_ARG) live = step(m, i, next, op, arg);
      kr_stack_row *after = m->now;
      m->now = m->spare;
      m->spare = after;
      flow_to_handler(m, i);
      m->spare = m->now;
      m->now = after;
    }
    if (op != OP_EXTENDED_ARG) arg = 0;
  }
  if (live) m->bad = true;
}

static bool settle(kr_stack_map *m) {
  do {
    m->changed = false;
    pass(m);
  } while (m->changed && !m->bad);
  return !m->bad;
}

static unsigned kind_of_value(const kr_code *c, kr_value v) {
  static const struct {
    const kr_type *type;
    char kind;
  } kinds[] = {{&kr_list_type, 'L'}, {&kr_set_type, 'T'}, {&kr_dict_type, 'D'}, {&kr_function_type, 'F'}};
  if (v == KR_NULL) return KR_KIND_NOTHING;
  if (v == KR_NONE) return KR_KIND_EXC_OR_NONE;
  if (kr_is_small_int(v)) return (uint64_t)kr_small_int_value(v) < c->nunits ? KR_KIND_LASTI : KR_KIND_VALUE;
  if (kr_has_tf(v, KR_TF_EXC_SUBCLASS)) return KR_KIND_EXCEPTION;
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
    if (kr_is_exact(v, kinds[i].type)) return (unsigned)kinds[i].kind;
  return kind_of_constant(v);
}

int kr_check_jump(kr_frame *f, int to) {
  kr_stack_map m;
  const kr_code *c = f->code;
  bool ok = kr_stack_map_make(&m, c, true) == 0 && m.rows[to];
  if (ok) {
    m.now->size = m.rows[to]->size;
    for (uint32_t i = 0; i < m.now->size; i++) {
      kr_value v = f->slots[i];
      if (i >= (uint32_t)c->nlocalsplus) m.now->kinds[i] = (uint16_t)kind_of_value(c, v);
      /* None is put where nothing is */
      else m.now->kinds[i] = v != KR_NULL && kr_is_exact(v, &kr_cell_type) ? KR_KIND_CELL : KR_KIND_VALUE;
    }
    flow(&m, to);
    ok = settle(&m);
  }
  kr_stack_map_free(&m);
  if (!ok && !kr_failed()) kr_raise(&kr_exc_ValueError, "incompatible stacks");
  return ok ? 0 : -1;
}

int kr_stack_map_make(kr_stack_map *m, const kr_code *c, bool all) {
  uint32_t parameters = (uint32_t)(c->argcount + c->kwonlyargcount + !!(c->co_flags & KR_CO_VARARGS) +
                                   !!(c->co_flags & KR_CO_VARKEYWORDS));
  *m = (kr_stack_map){.code = c, .all = all, .generator = -1};
  m->room = (uint32_t)c->nlocalsplus + (uint32_t)c->stacksize;
  m->rows = kr_alloc_array(c->nunits + 1, sizeof *m->rows);
  m->now = m->rows ? kr_alloc(sizeof *m->now + m->room * sizeof *m->now->kinds) : NULL;
  m->spare = m->now ? kr_alloc(sizeof *m->now + m->room * sizeof *m->now->kinds) : NULL;
  if (!m->spare) return -1;
  memset(m->rows, 0, c->nunits * sizeof *m->rows);
  for (uint32_t i = 0; i < c->nunits; i++)
    for (uint32_t caches = kr_opcode_caches[c->units[i] & 0xFF]; caches > 0 && ++i < c->nunits; caches--) {
      m->rows[i] = &inside;
      m->bad |= c->units[i] != 0; /* kr_fuse() looks back at what may be one */
    }
  m->now->size = (uint32_t)c->nlocalsplus;
  for (uint32_t i = 0; i < m->now->size; i++)
    m->now->kinds[i] = i < parameters ? KR_KIND_VALUE : KR_KIND_MAYBE;
  flow(m, 0);
  uint32_t first = 0, op = OP_COPY_FREE_VARS;
  while (first < c->nunits &&
         ((op = c->units[first] & 0xFF) == OP_EXTENDED_ARG || op == OP_COPY_FREE_VARS || op == OP_MAKE_CELL))
    first++;
  if (op == OP_RETURN_GENERATOR) m->generator = first;
  if (settle(m)) return 0;
  if (!kr_failed()) kr_raise(&kr_exc_SystemError, "bad bytecode in %U", c->qualname);
  return -1;
}

void kr_stack_map_free(kr_stack_map *m) {
  for (uint32_t i = 0; m->spare && i < m->code->nunits; i++)
    if (m->rows[i] != &inside) kr_free(m->rows[i]);
  kr_free(m->rows);
  kr_free(m->now);
  kr_free(m->spare);
}
