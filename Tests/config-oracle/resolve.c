/* Preloaded into wg: getaddrinfo(3) that needs no network. A number or an IP address is looked up as
 * ever; a name of letters, digits, - and _ in labels is 192.0.2.77, and nothing else is a name. */
#define _GNU_SOURCE
#include <ctype.h>
#include <dlfcn.h>
#include <netdb.h>
#include <stdlib.h>
#include <string.h>

static int is_name(const char *host) {
  size_t length = strlen(host), label = 0;
  int has_other = 0;
  if (length > 0 && host[length - 1] == '.') length--;
  if (length == 0 || length > 253) return 0;
  const char *last = host;
  for (size_t i = 0; i < length; i++) {
    unsigned char c = (unsigned char)host[i];
    if (c == '.') {
      if (label == 0 || label > 63) return 0;
      label = 0;
      last = host + i + 1;
    } else if (c < 128 && (isalnum(c) || c == '-' || c == '_')) {
      label++;
    } else {
      return 0;
    }
  }
  if (label == 0 || label > 63) return 0;
  /* A last label that is a number is none of a name. */
  int is_hex = label >= 2 && last[0] == '0' && (last[1] | 32) == 'x';
  for (size_t i = is_hex ? 2 : 0; i < label; i++)
    if (is_hex ? !isxdigit((unsigned char)last[i]) : !isdigit((unsigned char)last[i])) has_other = 1;
  return has_other;
}

int getaddrinfo(const char *host, const char *service, const struct addrinfo *hints,
                struct addrinfo **result) {
  int (*real)(const char *, const char *, const struct addrinfo *, struct addrinfo **);
  *(void **)&real = dlsym(RTLD_NEXT, "getaddrinfo");
  if (host == NULL) return real(host, service, hints, result);
  struct addrinfo numeric = *hints;
  numeric.ai_flags |= AI_NUMERICHOST;
  int status = real(host, service, &numeric, result);
  if (status != EAI_NONAME) return status;
  return is_name(host) ? real("192.0.2.77", service, &numeric, result) : EAI_NONAME;
}
