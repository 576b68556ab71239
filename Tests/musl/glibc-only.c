/* The functions that Debian's libmnl.so.0 and libsqlite3.so.0 ask for and musl has not. With them, musl's
 * loader takes those libraries: what they need besides are plain functions of the C library, by the same
 * names. */
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

int __fprintf_chk(FILE *file, int flag, const char *format, ...) {
  va_list arguments;
  int count;
  (void)flag;
  va_start(arguments, format);
  count = vfprintf(file, format, arguments);
  va_end(arguments);
  return count;
}

void *__memcpy_chk(void *to, const void *from, size_t count, size_t room) {
  (void)room;
  return memcpy(to, from, count);
}

void *__memset_chk(void *to, int byte, size_t count, size_t room) {
  (void)room;
  return memset(to, byte, count);
}

int fcntl64(int descriptor, int command, ...) {
  va_list arguments;
  void *argument;
  va_start(arguments, command);
  argument = va_arg(arguments, void *);
  va_end(arguments);
  return fcntl(descriptor, command, argument);
}
