/* Making, visiting and freeing instances of classes written in Python. */
#include "memory/fast_alloc.h"
#include "objects/fast_memory.h"
#include "objects/shared_keys.h"
#include "objects/type_impl.h"
#include "objects/weakref.h"

static void *alloc_inline(kr_type *type) {
  uint32_t capacity = type->shared_keys->capacity;
  kr_instance *o = kr_gc_alloc_heap(type, sizeof(kr_instance) + capacity * (sizeof(kr_value) + 1) + 1);
  if (!o) return NULL;
  o->weaklist = NULL;
  o->head.flags |= capacity << KR_INSTANCE_CAPACITY_SHIFT;
  o->dict = NULL;
  kr_value *p = o->values, *end = p + capacity;
  for (; p < end; p++) *p = KR_NULL;
  *(uint8_t *)end = 0; /* of the order */
  return o;
}

/* memset(p, 0, size), without the engine's call that it is in WebAssembly. p is a multiple of 4. */
static inline void zero(void *p, size_t size) {
  if (size > 200) {
    memset(p, 0, size);
    return;
  }
  char *c = p;
  for (; size >= 8; size -= 8, c += 8) {
    kr_store8(c, 0);
    __asm__("" : "+r"(c)); /* or the compiler makes a memset of the loop */
  }
  if (size >= 4) kr_store4(c, 0), c += 4, size -= 4;
  while (size-- > 0) {
    *c++ = 0;
    __asm__("" : "+r"(c));
  }
}

#define HEAD ((sizeof(kr_object) + 7) & ~(size_t)7)

kr_value kr_type_generic_alloc(kr_type *type, size_t nitems) {
  if (type->tf & KR_TF_INLINE_VALUES) return kr_from_object_or_null(alloc_inline(type));
  size_t size = type->basic_size;
  /* str has no items as CPython counts them, but keeps its text inline here. */
  size_t item_size = (type->tf & KR_TF_STR_SUBCLASS) ? 1 : type->item_size;
  size_t extra;
  if (__builtin_mul_overflow(nitems, item_size, &extra) || extra > PTRDIFF_MAX / 2)
    return kr_raise_no_memory();
  size += extra;
  uint32_t tail = (type->tf & KR_TF_HEAP) ? KR_HEAP_TYPE(type)->tail : 0;
  if (tail) size = ((size + 7) & ~(size_t)7) + tail + 8;
  kr_object *o = !(type->tf & KR_TF_GC)    ? kr_object_alloc(type, size)
                 : (type->tf & KR_TF_HEAP) ? kr_gc_alloc_heap(type, size)
                                           : kr_gc_object_alloc(type, size);
  if (!o) return KR_NULL;
  if ((type->tf & KR_TF_HEAP) && !tail && KR_HEAP_TYPE(type)->all_slots &&
      size == HEAD + KR_HEAP_TYPE(type)->all_slots * sizeof(kr_value)) {
    /* nothing but slots behind the header, aligned; a __weakref__ may stand in the gap before them */
    if (HEAD > sizeof *o) zero(o + 1, HEAD - sizeof *o);
    for (size_t at = HEAD; at < size; at += sizeof(kr_value)) *(kr_value *)((char *)o + at) = KR_NULL;
    return kr_from_object(o);
  }
  zero(o + 1, size - sizeof *o);
  if (type->tf & KR_TF_HEAP) {
    if (tail) zero((char *)kr_instance_tail(o) - tail, tail);
    if (KR_HEAP_TYPE(type)->all_slots) {
      for (kr_type *t = type; t->tf & KR_TF_HEAP; t = t->base) {
        kr_heap_type *h = KR_HEAP_TYPE(t);
        if (!h->nslots) continue;
        kr_value *slots = kr_instance_place(o, h->slots_place);
        for (uint32_t i = 0; i < h->nslots; i++) slots[i] = KR_NULL;
      }
    }
  }
  return kr_from_object(o);
}

static void clear_slots(kr_object *o) {
  if (!KR_HEAP_TYPE(o->type)->all_slots) return;
  for (kr_type *t = o->type; t->tf & KR_TF_HEAP; t = t->base) {
    kr_heap_type *h = KR_HEAP_TYPE(t);
    if (!h->nslots) continue;
    kr_value *slots = kr_instance_place(o, h->slots_place);
    for (uint32_t i = 0; i < h->nslots; i++)
      if (kr_is_object(slots[i])) KR_CLEAR(slots[i]);
  }
}

void kr_instance_dealloc(kr_object *o) {
  kr_type *type = o->type;
  bool gc = (o->flags & KR_OF_GC) != 0;
  if (gc && !kr_trash_begin(o)) return;
  if (type->finalize && kr_finalize_from_dealloc(o)) {
    if (gc) kr_trash_end();
    return;
  }
  type = o->type; /* the finalizer may have assigned __class__ */
  if (type->weaklist_offset && *kr_weaklist_place(o)) kr_weakrefs_clear(o);
  if (type->tf & KR_TF_INLINE_VALUES) {
    kr_instance *instance = (kr_instance *)o;
    kr_value *p = instance->values, *end = p + kr_instance_capacity(instance);
    *(uint8_t *)end = 0;
    for (; p < end; p++)
      if (kr_is_object(*p)) KR_CLEAR(*p);
    KR_CLEAR_OBJECT(instance->dict);
    type = o->type;
    kr_gc_free_static(o, type);
    kr_decref_object(type);
  } else {
    clear_slots(o);
    if (kr_owns_dict(type)) {
      kr_dict **place = kr_dict_place(o);
      KR_CLEAR_OBJECT(*place);
    }
    if (gc && KR_HEAP_TYPE(type)->builtin == &kr_object_type) {
      kr_gc_free_static(o, type);
      kr_decref_object(type);
    } else {
      KR_HEAP_TYPE(type)->builtin->dealloc(o);
    }
  }
  if (gc) kr_trash_end();
}

int kr_instance_traverse(kr_object *o, kr_visit visit, void *arg) {
  kr_type *type = o->type;
  if (type->tf & KR_TF_INLINE_VALUES) {
    kr_instance *instance = (kr_instance *)o;
    uint32_t capacity = kr_instance_capacity(instance);
    for (uint32_t i = 0; i < capacity; i++) KR_VISIT(instance->values[i]);
    KR_VISIT_OBJECT(instance->dict);
    KR_VISIT_OBJECT(type);
    return 0;
  }
  kr_heap_type *heap = KR_HEAP_TYPE(type);
  if (heap->all_slots) {
    for (kr_type *t = type; t->tf & KR_TF_HEAP; t = t->base) {
      kr_heap_type *h = KR_HEAP_TYPE(t);
      if (!h->nslots) continue;
      const kr_value *slots = kr_instance_place(o, h->slots_place);
      for (uint32_t i = 0; i < h->nslots; i++) KR_VISIT(slots[i]);
    }
  }
  if (kr_owns_dict(type)) KR_VISIT_OBJECT(*kr_dict_place(o));
  KR_VISIT_OBJECT(type);
  return heap->builtin->traverse ? heap->builtin->traverse(o, visit, arg) : 0;
}

int kr_instance_clear(kr_object *o) {
  kr_type *type = o->type;
  if (type->tf & KR_TF_INLINE_VALUES) {
    kr_instance *instance = (kr_instance *)o;
    kr_instance_drop_values(instance);
    KR_CLEAR_OBJECT(instance->dict);
    return 0;
  }
  clear_slots(o);
  if (kr_owns_dict(type)) {
    kr_dict **place = kr_dict_place(o);
    KR_CLEAR_OBJECT(*place);
  }
  kr_type *builtin = KR_HEAP_TYPE(type)->builtin;
  return builtin->clear ? builtin->clear(o) : 0;
}
