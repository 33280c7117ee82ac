#include "vm/frame_locals.h"

#include "objects/bytes.h"
#include "vm/vm.h"

/* The value of variable i, through its cell; borrowed; KR_NULL: unbound or hidden. */
static kr_value variable(kr_frame *f, int i) {
  const kr_code *c = f->code;
  uint8_t kind = c->localspluskinds->data[i];
  if (kind & KR_LOCAL_HIDDEN) return KR_NULL;
  kr_value v = KR_NULL;
  if (&f->slots[i] < f->slots + c->nlocalsplus) v = f->slots[i];
  if (kind & (KR_LOCAL_CELL | KR_LOCAL_FREE)) {
    if ((kind & KR_LOCAL_FREE) && f->func->closure != KR_NULL && v == KR_NULL) {
      /* before COPY_FREE_VARS ran */
      int first = c->nlocalsplus - c->nfrees;
      if (i >= first && (uint32_t)(i - first) < KR_TUPLE(f->func->closure)->size)
        v = KR_TUPLE(f->func->closure)->items[i - first];
    }
    if (v != KR_NULL && kr_is_exact(v, &kr_cell_type)) v = KR_AS(kr_cell, v)->contents;
  }
  return v;
}

kr_value kr_frame_locals_snapshot(kr_frame *f) {
  if (!(f->code->co_flags & KR_CO_OPTIMIZED)) {
    if (f->locals == KR_NULL) return kr_raise(&kr_exc_SystemError, "frame does not exist");
    return kr_ref(f->locals);
  }
  kr_dict *d = kr_dict_new();
  if (!d) return KR_NULL;
  for (int i = 0; i < f->code->nlocalsplus; i++) {
    kr_value v = variable(f, i);
    if (v == KR_NULL) continue;
    if (kr_dict_set(d, f->code->localsplusnames->items[i], v)) goto fail;
  }
  if (f->object && f->object->extra_locals != KR_NULL &&
      kr_dict_merge(d, f->object->extra_locals, 0))
    goto fail;
  return kr_from_object(d);
fail:
  kr_decref_object(d);
  return KR_NULL;
}

kr_value kr_frame_locals(kr_frame_object *o) {
  if (!o->frame) return kr_from_object_or_null(kr_dict_new());
  return kr_frame_locals_snapshot(o->frame);
}

int kr_frame_set_lineno(kr_value frame, kr_value v, void *closure) {
  return KR_RAISE_INT(&kr_exc_ValueError, "f_lineno can only be set in a trace function");
}
