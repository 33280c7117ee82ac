#include "objects/collect.h"

#include "objects/errors.h"
#include "vm/suspend.h"
#include "vm/vm.h"

enum { BEGIN, GOT_ITER, GOT_ITEM, PAUSED };

kr_value kr_collect_step(kr_frame *f, kr_value v) {
  const kr_collector *c = (const kr_collector *)f->native;
  kr_value *slots = f->slots;
  switch (f->state) {
    case BEGIN:
      f->state = GOT_ITER;
      v = kr_iter_push(slots[KR_COLLECT_SOURCE]);
      if (v == KR_PUSHED) return v;
      /* fall through */
    case GOT_ITER:
      if (v == KR_NULL) return KR_NULL;
      slots[KR_COLLECT_ITER] = v;
      if (c->begin && c->begin(slots[KR_COLLECT_TARGET], slots[KR_COLLECT_SOURCE])) return KR_NULL;
      KR_CLEAR(slots[KR_COLLECT_SOURCE]);
      break;
    case GOT_ITEM: goto got_item;
    default:
      if (v == KR_NULL) return KR_NULL; /* interrupted */
  }
  for (;;) {
    f->state = GOT_ITEM;
    {
      kr_value it = slots[KR_COLLECT_ITER];
      const kr_type *t = kr_type_of(it);
      if (KR_LIKELY(t->iternext && !t->iternext_push && t->iternext != kr_slot_iternext)) {
        v = t->iternext(it);
        if (v == KR_NULL && kr_failed()) kr_clear_if(&kr_exc_StopIteration);
      } else {
        v = kr_next_push(it);
        if (v == KR_PUSHED) return v;
      }
    }
  got_item:
    if (v == KR_NULL) {
      if (kr_failed()) return KR_NULL;
      v = slots[KR_COLLECT_TARGET];
      slots[KR_COLLECT_TARGET] = KR_NULL;
      if (kr.pending) kr.ticks = 0;
      return c->finish ? c->finish(v) : v;
    }
    int64_t number = kr_small_int_value(slots[KR_COLLECT_COUNT]);
    slots[KR_COLLECT_COUNT] = kr_from_small_int(number + 1);
    if (c->add(slots[KR_COLLECT_TARGET], v, (size_t)number)) return KR_NULL;
    /* A collection that is due waits until the container is complete, as for the loops that are all in C. */
    if (KR_UNLIKELY(--kr.ticks < 0) && (kr.pending != KR_PENDING_GC || number % 128 == 0)) {
      uint32_t due = kr.pending & KR_PENDING_GC;
      kr.pending &= ~due;
      f->state = PAUSED;
      int r = kr_handle_pending();
      kr.pending |= due;
      if (r) return r < 0 ? KR_NULL : KR_PUSHED;
    }
  }
}

kr_value kr_collect_push(const kr_collector *c, kr_value target, kr_value source) {
  kr_frame *f = kr_native_push(&c->native);
  if (!f) {
    kr_decref(target);
    return KR_NULL;
  }
  f->slots[KR_COLLECT_TARGET] = target;
  f->slots[KR_COLLECT_SOURCE] = kr_ref(source);
  f->slots[KR_COLLECT_COUNT] = kr_from_small_int(0);
  return KR_PUSHED;
}

kr_value kr_collect_none(kr_value target) {
  kr_decref(target);
  return KR_NONE;
}
