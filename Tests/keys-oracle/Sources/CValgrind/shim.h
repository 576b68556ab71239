/* valgrind's requests, which are macros, as functions. Without valgrind they do nothing. */
#include <stddef.h>
#include <valgrind/memcheck.h>

/* From now on memcheck reports every branch and every address that depends on these bytes. */
static inline void probe_taint(void *bytes, size_t count) {
  (void)VALGRIND_MAKE_MEM_UNDEFINED(bytes, count);
}

static inline void probe_clear(void *bytes, size_t count) {
  (void)VALGRIND_MAKE_MEM_DEFINED(bytes, count);
}

/* Copies bytes one by one, so that no vector register holds them. */
static inline void probe_copy(volatile void *to, const volatile void *from, size_t count) {
  while (count-- > 0)
    ((volatile unsigned char *)to)[count] = ((const volatile unsigned char *)from)[count];
}

/* Whether memcheck runs, and this byte depends on what was tainted. */
static inline _Bool probe_is_tainted(const void *byte) {
  unsigned char undefined = 0;
  return VALGRIND_GET_VBITS(byte, &undefined, 1) == 1 && undefined != 0;
}
