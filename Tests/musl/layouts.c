/* Prints the layouts and constants of what WGKit hands to the kernel or takes from it, as a C library's
 * headers have them: "size STRUCTURE BYTES", "offset STRUCTURE FIELD BYTES", "value NAME NUMBER". With
 * LAYOUTS_ASSERT it is a list of assertions, the numbers of which the compiler is given instead. */
#define _GNU_SOURCE
#include "shim.h"
#include "shim-netlink.h"

#include <stddef.h>
#include <stdio.h>

#ifdef LAYOUTS_ASSERT
#include "layouts-asserted.h"
#else

#define SIZE(type) printf("size %s %zu\n", #type, sizeof(type));
#define FIELD(type, field) printf("offset %s %s %zu %zu\n", #type, #field, offsetof(type, field), sizeof(((type *)0)->field));
#define VALUE(name) printf("value %s %lld\n", #name, (long long)(name));

int main(void) {
#include "layouts.list"
  return 0;
}
#endif
