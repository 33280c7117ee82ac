/* _queue.SimpleQueue: an unbounded queue between threads, in a ring that doubles when full. */
#include "modules/_thread.h"
#include "objects/container.h"
#include "objects/dict.h"
#include "objects/float.h"
#include "objects/weakref.h"

typedef struct {
  KR_OBJECT_HEAD
  uint32_t size;
  kr_value *items;
  uint32_t capacity, first; /* capacity: a power of two, or 0 */
  void *weaklist;
  kr_wait_list getters;
} queue;
#define QUEUE(v) KR_AS(queue, v)

static kr_type queue_type;
static kr_value empty_error; /* the class _queue.Empty; made with the module, never freed */

static kr_value queue_new(kr_type *type, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  if (type == &queue_type || type->init == queue_type.init) {
    if (nargs) return kr_raise(&kr_exc_TypeError, "SimpleQueue() takes no positional arguments");
    if (kr_args_no_keywords("SimpleQueue", kwnames) < 0) return KR_NULL;
  }
  kr_value v = kr_type_generic_alloc(type, 0);
  if (v == KR_NULL) return KR_NULL;
  queue *q = QUEUE(v);
  q->size = q->capacity = q->first = 0;
  q->items = NULL;
  q->weaklist = NULL;
  q->getters = (kr_wait_list){NULL, NULL};
  return v;
}

static int put(queue *q, kr_value item) {
  if (q->size == q->capacity) {
    uint32_t capacity = q->capacity ? q->capacity * 2 : 8;
    kr_value *items = kr_alloc_array(capacity, sizeof *items);
    if (!items) return -1;
    for (uint32_t i = 0; i < q->size; i++) { items[i] = q->items[(q->first + i) & (q->capacity - 1)]; }
    kr_free(q->items);
    q->items = items;
    q->capacity = capacity;
    q->first = 0;
  }
  q->items[(q->first + q->size++) & (q->capacity - 1)] = kr_ref(item);
  kr_thread_wake(&q->getters, false);
  return 0;
}

/* The oldest item; the queue is not empty. New. */
static kr_value take(queue *q) {
  kr_value v = q->items[q->first];
  q->first = (q->first + 1) & (q->capacity - 1);
  q->size--;
  return v;
}

static int queue_clear(kr_object *o) {
  queue *q = (queue *)o;
  while (q->size) kr_decref(take(q));
  return 0;
}

static void queue_dealloc(kr_object *o) {
  queue *q = (queue *)o;
  if (!kr_trash_begin(o)) return;
  if (q->weaklist) kr_weakrefs_clear(o);
  queue_clear(o);
  kr_free(q->items);
  kr_trash_end();
  kr_object_free(o);
}

static int queue_traverse(kr_object *o, kr_visit visit, void *arg) {
  queue *q = (queue *)o;
  for (uint32_t i = 0; i < q->size; i++) KR_VISIT(q->items[(q->first + i) & (q->capacity - 1)]);
  return 0;
}

static kr_value raise_empty(void) { return kr_raise_none(KR_AS_TYPE(empty_error)); }

/* ---- get() that waits: in a native frame --------------------------------------------------------------- */

enum { G_QUEUE, G_DEADLINE, G_SLOTS };

static kr_value get_step(kr_frame *f, kr_value result) {
  queue *q = QUEUE(f->slots[G_QUEUE]);
  bool again = f->state != 0;
  f->state = 1;
  if (result == KR_NULL) {
    if (q->size) kr_thread_wake(&q->getters, false); /* the item that this one was woken for */
    return KR_NULL;
  }
  if (q->size) return take(q);
  double deadline = kr_double_value(f->slots[G_DEADLINE]);
  return deadline <= kr_host_now() ? raise_empty() : kr_thread_wait(&q->getters, deadline, again);
}
static const kr_native get_native = {"SimpleQueue.get", get_step, G_SLOTS};

#define METHOD(name) \
  static kr_value name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames)

METHOD(queue_get) {
  queue *q = QUEUE(self);
  int block = args[0] == KR_NULL ? 1 : kr_truth(args[0]);
  if (block < 0) return KR_NULL;
  double deadline = KR_FOREVER;
  if (block && args[1] != KR_NULL && args[1] != KR_NONE &&
      !kr_timeout_deadline(args[1], false, "'timeout' must be a non-negative number", &deadline))
    return KR_NULL;
  if (q->size) return take(q);
  if (!block || deadline == 0) return raise_empty();
  kr_frame *f = kr_native_push(&get_native);
  if (!f) return KR_NULL;
  f->slots[G_QUEUE] = kr_ref(self);
  f->slots[G_DEADLINE] = kr_from_double(deadline);
  return KR_PUSHED;
}

METHOD(queue_get_nowait) { return QUEUE(self)->size ? take(QUEUE(self)) : raise_empty(); }
METHOD(queue_put) { return put(QUEUE(self), args[0]) < 0 ? KR_NULL : KR_NONE; }
METHOD(queue_empty) { return kr_from_bool(QUEUE(self)->size == 0); }
METHOD(queue_qsize) { return kr_from_small_int(QUEUE(self)->size); }
METHOD(queue_class_getitem) { return kr_class_getitem(self, args[0]); }

static const kr_method_def queue_methods[] = {
    {"empty", queue_empty, 0, "($self, /)", "Whether nothing is in the queue at this moment."},
    {"get", queue_get, 0, "($self, /, block=True, timeout=None)",
     "Remove and return an item from the queue; Empty if none comes in time."},
    {"get_nowait", queue_get_nowait, 0, "($self, /)",
     "Remove and return an item from the queue without blocking."},
    {"put", queue_put, 0, "($self, /, item, block=True, timeout=None)",
     "Put the item on the queue. The arguments block and timeout are ignored: this never blocks."},
    {"put_nowait", queue_put, 0, "($self, /, item)", "Put an item into the queue without blocking."},
    {"qsize", queue_qsize, 0, "($self, /)", "How many items are in the queue at this moment."},
    {"__class_getitem__", queue_class_getitem, KR_FN_CLASS, "($type, object, /)", "See PEP 585"},
    {NULL},
};

static kr_type queue_type = {
    .head = KR_STATIC_HEAD(&kr_type_type),
    .name = "_queue.SimpleQueue",
    .doc = "SimpleQueue()\n--\n\nA queue of any length: first in, first out.",
    .tf = KR_TF_BASETYPE | KR_TF_GC | KR_TF_IMMUTABLE,
    .basic_size = sizeof(queue),
    .weaklist_offset = offsetof(queue, weaklist),
    .methods = queue_methods,
    .dealloc = queue_dealloc,
    .traverse = queue_traverse,
    .clear = queue_clear,
    .new_ = queue_new,
};

/* class Empty(Exception), as a class statement in this module would make it. */
static kr_value make_empty_error(void) {
  kr_value doc = kr_str_from_cstr("Raised by a get that does not wait when there is nothing.");
  kr_value cls =
      kr_exception_class_new("_queue", "Empty", kr_tuple_pack(1, kr_from_object(&kr_exc_Exception)));
  if (cls != KR_NULL && (doc == KR_NULL || kr_setattr(cls, KR_ID(__doc__), doc) < 0)) KR_CLEAR(cls);
  kr_decref(doc);
  return cls;
}

static int exec(kr_module *m) {
  if (!empty_error) {
    empty_error = make_empty_error();
    if (empty_error == KR_NULL) {
      empty_error = 0;
      return -1;
    }
  }
  if (kr_module_add(m, "Empty", empty_error) < 0) return -1;
  return kr_module_add_type(m, &queue_type);
}

const kr_module_def kr_module_def__queue = {
    .name = "_queue",
    .doc = "The part of queue that is written in C.",
    .exec = exec,
};
