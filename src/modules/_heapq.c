/* _heapq: binary heaps in lists, the smallest (or, in the _max functions, the largest) item first. */
#include "modules/modules.h"
#include "objects/container.h"
#include "objects/list.h"

#define FUNCTION(name) \
  static kr_value name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames)

/* Should the item at i stand above the one at j? 1, 0, -1. Comparing may run Python code, which must
 * not have changed the list's size. */
static int above(kr_list *heap, size_t i, size_t j, bool max) {
  uint32_t size = heap->size;
  kr_value a = heap->items[i], b = heap->items[j];
  int r = max ? kr_item_less(b, a) : kr_item_less(a, b);
  if (r >= 0 && heap->size != size) {
    return KR_RAISE_INT(&kr_exc_RuntimeError, "list changed size during iteration");
  }
  return r;
}

static void swap(kr_list *heap, size_t i, size_t j) {
  kr_value t = heap->items[i];
  heap->items[i] = heap->items[j];
  heap->items[j] = t;
}

/* The item at i rises, no higher than `top`. */
static int rise(kr_list *heap, size_t top, size_t i, bool max) {
  if (i >= heap->size) return KR_RAISE_INT(&kr_exc_IndexError, "index out of range");
  while (i > top) {
    size_t parent = (i - 1) / 2;
    int r = above(heap, i, parent, max);
    if (r < 0) return -1;
    if (!r) break;
    swap(heap, i, parent);
    i = parent;
  }
  return 0;
}

/* The item at `top` sinks to a leaf, along the smaller children, then rises to its place: which takes
 * fewer comparisons than looking for the place on the way down, as it came from a leaf. */
static int sink(kr_list *heap, size_t top, bool max) {
  size_t n = heap->size, i = top;
  if (top >= n) return KR_RAISE_INT(&kr_exc_IndexError, "index out of range");
  while (2 * i + 1 < n) {
    size_t child = 2 * i + 1;
    if (child + 1 < n) {
      int r = above(heap, child, child + 1, max);
      if (r < 0) return -1;
      if (!r) child++;
    }
    swap(heap, i, child);
    i = child;
  }
  return rise(heap, top, i, max);
}

/* The list argument; NULL: TypeError. `only`: the function takes nothing else. */
static kr_list *heap_of(kr_value v, const char *name, bool only) {
  if (kr_is_list(v)) return KR_LIST(v);
  kr_raise(&kr_exc_TypeError, "%s() argument %smust be list, not %G", name, only ? "" : "1 ", v);
  return NULL;
}

static kr_value push(kr_value list, kr_value item, const char *name, bool max) {
  kr_list *heap = heap_of(list, name, false);
  if (!heap || kr_list_append(heap, item) < 0) return KR_NULL;
  return rise(heap, 0, heap->size - 1, max) < 0 ? KR_NULL : KR_NONE;
}

static kr_value pop(kr_value list, const char *name, bool max) {
  kr_list *heap = heap_of(list, name, true);
  if (!heap) return KR_NULL;
  if (heap->size == 0) return kr_raise(&kr_exc_IndexError, "index out of range");
  kr_value last = kr_ref(heap->items[heap->size - 1]);
  if (kr_list_assign_slice(heap, heap->size - 1, heap->size, NULL, 0) < 0) {
    kr_decref(last);
    return KR_NULL;
  }
  if (heap->size == 0) return last;
  kr_value result = heap->items[0];
  heap->items[0] = last;
  if (sink(heap, 0, max) < 0) KR_CLEAR(result);
  return result;
}

static kr_value replace(kr_value list, kr_value item, const char *name, bool max) {
  kr_list *heap = heap_of(list, name, false);
  if (!heap) return KR_NULL;
  if (heap->size == 0) return kr_raise(&kr_exc_IndexError, "index out of range");
  kr_value result = heap->items[0];
  heap->items[0] = kr_ref(item);
  if (sink(heap, 0, max) < 0) KR_CLEAR(result);
  return result;
}

static kr_value push_pop(kr_value list, kr_value item, const char *name, bool max) {
  kr_list *heap = heap_of(list, name, false);
  if (!heap) return KR_NULL;
  if (heap->size == 0) return kr_ref(item);
  kr_value top = heap->items[0];
  int r = max ? kr_item_less(item, top) : kr_item_less(top, item);
  if (r < 0) return KR_NULL;
  if (!r) return kr_ref(item);
  if (heap->size == 0) return kr_raise(&kr_exc_IndexError, "index out of range");
  kr_value result = heap->items[0];
  heap->items[0] = kr_ref(item);
  if (sink(heap, 0, max) < 0) KR_CLEAR(result);
  return result;
}

static kr_value heapify(kr_value list, const char *name, bool max) {
  kr_list *heap = heap_of(list, name, true);
  if (!heap) return KR_NULL;
  for (size_t i = heap->size / 2; i-- > 0;) {
    if (sink(heap, i, max) < 0) return KR_NULL;
  }
  return KR_NONE;
}

FUNCTION(heappush) { return push(args[0], args[1], "heappush", false); }
FUNCTION(heappush_max) { return push(args[0], args[1], "heappush_max", true); }
FUNCTION(heappop) { return pop(args[0], "heappop", false); }
FUNCTION(heappop_max) { return pop(args[0], "heappop_max", true); }
FUNCTION(heapreplace) { return replace(args[0], args[1], "heapreplace", false); }
FUNCTION(heapreplace_max) { return replace(args[0], args[1], "heapreplace_max", true); }
FUNCTION(heappushpop) { return push_pop(args[0], args[1], "heappushpop", false); }
FUNCTION(heappushpop_max) { return push_pop(args[0], args[1], "heappushpop_max", true); }
FUNCTION(heapify_min) { return heapify(args[0], "heapify", false); }
FUNCTION(heapify_max) { return heapify(args[0], "heapify_max", true); }

#define HEAP "($module, heap, /)"
#define HEAP_ITEM "($module, heap, item, /)"
static const kr_method_def methods[] = {
    {"heappush", heappush, 0, HEAP_ITEM, "Add item to the heap."},
    {"heappushpop", heappushpop, 0, HEAP_ITEM, "The same as heappush() and then heappop(), but quicker."},
    {"heappop", heappop, 0, HEAP, "Pop the smallest item off the heap."},
    {"heapreplace", heapreplace, 0, HEAP_ITEM, "The same as heappop() and then heappush(), but quicker."},
    {"heapify", heapify_min, 0, HEAP, "Turns a list into a heap, in place and in linear time."},
    {"heappush_max", heappush_max, 0, HEAP_ITEM, "Add item to the max heap."},
    {"heappushpop_max", heappushpop_max, 0, HEAP_ITEM, "Maxheap variant of heappushpop."},
    {"heappop_max", heappop_max, 0, HEAP, "As heappop(), of a heap with the largest item first."},
    {"heapreplace_max", heapreplace_max, 0, HEAP_ITEM,
     "As heapreplace(), in a heap with the largest item first."},
    {"heapify_max", heapify_max, 0, HEAP, "As heapify(), with the largest item first."},
    {NULL},
};

static int exec(kr_module *m) {
  return kr_module_add_cstr(
      m, "__about__",
      "Heap queues\n\nA heap is a list in which every item is at most as large as those at twice "
      "its\nindex plus one and plus two, so that the smallest one comes first. Pushing "
      "and\npopping "
      "take time logarithmic in the length.\n");
}

const kr_module_def kr_module_def__heapq = {
    .name = "_heapq",
    .doc = "Heaps in lists: priority queues.",
    .methods = methods,
    .exec = exec,
};
