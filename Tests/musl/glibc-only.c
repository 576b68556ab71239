/* The one function that Debian's libmnl.so.0 asks for and musl has not. With it, musl's loader takes that
 * library: what it needs besides are plain functions of the C library, by the same names. */
#include <stdarg.h>
#include <stdio.h>

int __fprintf_chk(FILE *file, int flag, const char *format, ...) {
  va_list arguments;
  int count;
  (void)flag;
  va_start(arguments, format);
  count = vfprintf(file, format, arguments);
  va_end(arguments);
  return count;
}
