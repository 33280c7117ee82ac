/* kr_value: the one word every Python value is.
 *
 * 64 bits, NaN-boxed. Every double is itself; the negative quiet NaNs above the canonical one carry
 * the rest. Small integers, None, True, False and a few singletons are immediates, so arithmetic
 * allocates nothing; a heap object is a pointer under the highest tag, so "is this a counted
 * reference" is one unsigned compare.
 *
 *   0x0000... .. 0xFFF8_0000_0000_0000   a double
 *   0xFFF9_iiii_iiii_iiii                an integer of 48 bits, two's complement
 *   0xFFFA_0000_0000_00cc                a constant: see KR_NULL .. KR_ELLIPSIS
 *   0xFFFF_pppp_pppp_pppp                a pointer to a kr_object
 *
 * A double becomes a value through kr_from_double; nothing else may make a kr_value out of foreign
 * bits. A NaN gets a payload of its own there, because a program can tell two NaN objects apart
 * (`x in [x]`, keys of a dict); kr_plain_nan is for doubles that leave the interpreter.
 *
 * An integer that fits 48 bits is always an immediate, never a heap int (kr_int): so two ints are the
 * same value only if their words are equal or both are heap ints.
 */
#ifndef KR_VALUE_H
#define KR_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef uint64_t kr_value;
typedef struct kr_object kr_object;
typedef struct kr_type kr_type;

#define KR_LIKELY(x) __builtin_expect(!!(x), 1)
#define KR_UNLIKELY(x) __builtin_expect(!!(x), 0)
#define KR_NOINLINE __attribute__((noinline))
#define KR_INLINE static inline __attribute__((always_inline))
#define KR_COLD __attribute__((noinline, cold))
/* Before a hot loop: in WebAssembly V8 checks for interrupts in every round. */
#define KR_UNROLL(n) KR_PRAGMA_(clang loop unroll_count(n))
#define KR_PRAGMA_(x) _Pragma(#x)

#define KR_TAG_INT 0xFFF9ull
#define KR_TAG_CONST 0xFFFAull
#define KR_TAG_OBJECT 0xFFFFull
#define KR_OBJECT_BITS (KR_TAG_OBJECT << 48)
#define KR_INT_BITS (KR_TAG_INT << 48)
#define KR_PAYLOAD_MASK 0x0000FFFFFFFFFFFFull

#define KR_CONST_VALUE(n) ((KR_TAG_CONST << 48) | (n))
/* No value: an empty slot; as a function's result, "an exception is set" (or, from an iterator's
 * next without an exception set, "exhausted"). */
#define KR_NULL KR_CONST_VALUE(0)
/* Only as the result of a callable's entry: "I pushed a frame; its result is mine" (vm/call.h). */
#define KR_PUSHED KR_CONST_VALUE(1)
#define KR_FALSE KR_CONST_VALUE(2)
#define KR_TRUE KR_CONST_VALUE(3)
#define KR_NONE KR_CONST_VALUE(4)
#define KR_NOT_IMPLEMENTED KR_CONST_VALUE(5)
#define KR_ELLIPSIS KR_CONST_VALUE(6)
/* A dict's or set's deleted entry, a host marker: never seen by a Python program. */
#define KR_DELETED KR_CONST_VALUE(7)

#define KR_SMALL_INT_MAX ((INT64_C(1) << 47) - 1)

KR_INLINE bool kr_is_object(kr_value v) { return v >= KR_OBJECT_BITS; }
KR_INLINE bool kr_is_double(kr_value v) { return v <= 0xFFF8000000000000ull; }
KR_INLINE bool kr_is_small_int(kr_value v) { return (uint32_t)(v >> 48) == KR_TAG_INT; }
KR_INLINE bool kr_both_small_int(kr_value a, kr_value b) { return kr_is_small_int(a) && kr_is_small_int(b); }
KR_INLINE bool kr_is_bool(kr_value v) { return (v | 1) == KR_TRUE; }
KR_INLINE bool kr_is_none(kr_value v) { return v == KR_NONE; }
KR_INLINE bool kr_is_null(kr_value v) { return v == KR_NULL; }
KR_INLINE kr_value kr_from_bool(bool b) { return KR_FALSE + (kr_value)b; }

KR_INLINE int64_t kr_small_int_value(kr_value v) { return (int64_t)(v << 16) >> 16; }
KR_INLINE bool kr_fits_small_int(int64_t i) { return (uint64_t)i + (INT64_C(1) << 47) < (UINT64_C(1) << 48); }
/* `i` must fit 48 bits; kr_int_from_i64 (objects/int.h) takes any. */
KR_INLINE kr_value kr_from_small_int(int64_t i) { return ((kr_value)i & KR_PAYLOAD_MASK) | KR_INT_BITS; }

KR_INLINE double kr_double_value(kr_value v) {
  double d;
  memcpy(&d, &v, sizeof d);
  return d;
}
kr_value kr_new_nan(double d); /* a NaN of d's sign that no other place holds */
double kr_plain_nan(double d); /* d; a NaN without payload */
KR_INLINE kr_value kr_from_double(double d) {
  kr_value v;
  memcpy(&v, &d, sizeof v);
  if (KR_UNLIKELY(d != d)) v = kr_new_nan(d);
  return v;
}

KR_INLINE kr_object *kr_object_of(kr_value v) { return (kr_object *)(uintptr_t)(v & KR_PAYLOAD_MASK); }
/* The same reference under another type: nothing is counted. */
KR_INLINE kr_value kr_from_object(const void *o) { return KR_OBJECT_BITS | (kr_value)(uintptr_t)o; }
/* NULL becomes KR_NULL: for returning a constructor's result as a value. */
KR_INLINE kr_value kr_from_object_or_null(const void *o) { return o ? kr_from_object(o) : KR_NULL; }
#define KR_AS(ctype, v) ((ctype *)kr_object_of(v))

#endif
