#include "check.h"

#include <signal.h>
#include <unistd.h>

#include "texts.h"

int check_failures;

static const char *current;
static int failures_before;
static int passed, failed;

static void conclude(void) {
  if (current == NULL) return;
  if (check_failures == failures_before) {
    passed++;
    printf("ok      %s\n", current);
  } else {
    failed++;
    printf("FAILED  %s\n", current);
  }
}

void sentence(const char *text) {
  conclude();
  current = text;
  failures_before = check_failures;
}

/* Whether to say more: a loop that fails fails often. */
static int count_failure(void) {
  check_failures++;
  return check_failures - failures_before <= 3;
}

void check_at(int holds, const char *what, const char *file, int line) {
  if (!holds && count_failure()) fprintf(stderr, "%s:%d: not so: %s\n", file, line, what);
}

void check_status(
    wgkit_status wanted, wgkit_status got, wgkit_error *error, const char *call, const char *file,
    int line) {
  if (got != wanted && count_failure())
    fprintf(
        stderr, "%s:%d: %s instead of %s (%s): %s\n", file, line, wgkit_status_name(got),
        wgkit_status_name(wanted), call, got == WGKIT_OK ? "" : wgkit_error_message(error));
  if (got == WGKIT_OK) {
    check_at(error == NULL, "the error is NULL after a success", file, line);
  } else {
    check_at(error != NULL, "there is an error object", file, line);
    check_at(wgkit_error_code(error) == got, "the error has the status as code", file, line);
    check_at(wgkit_error_message(error)[0] != 0, "the error has a message", file, line);
    check_at(wgkit_error_free(error) == WGKIT_OK, "the error can be freed", file, line);
  }
}

void each_no_handle(void (*test)(const void *handle, wgkit_status wanted), const void *freed) {
  wgkit_device_list *list = NULL;
  wgkit_error *error = NULL;
  int local = 0;
  void *memory = malloc(64);

  CHECK(wgkit_device_list_read(NULL, &list, NULL) == WGKIT_OK);
  CHECK(wgkit_update_create(NULL, &error) == WGKIT_ERROR_INVALID_ARGUMENT);
  test(NULL, WGKIT_ERROR_INVALID_ARGUMENT);
  test(freed, WGKIT_ERROR_INVALID_HANDLE);
  test(list, WGKIT_ERROR_INVALID_HANDLE);
  test(error, WGKIT_ERROR_INVALID_HANDLE);
  test(&local, WGKIT_ERROR_INVALID_HANDLE);
  test("text", WGKIT_ERROR_INVALID_HANDLE);
  test(memory, WGKIT_ERROR_INVALID_HANDLE);
  test((const void *)1, WGKIT_ERROR_INVALID_HANDLE);
  test((const void *)UINTPTR_MAX, WGKIT_ERROR_INVALID_HANDLE);
  test((const void *)(UINTPTR_MAX / 2), WGKIT_ERROR_INVALID_HANDLE);
  /* None of the calls above has freed these. */
  CHECK(wgkit_device_list_free(list) == WGKIT_OK && wgkit_error_free(error) == WGKIT_OK);
  free(memory);
}

/* A test that dies is named too; what was printed before it is in its place already. */
static void die(int number) {
  static const char failed_here[] = "FAILED  ", rest[] = ": it died of a signal\n";
  const char *text = current == NULL ? "nothing yet" : current;
  if (write(STDOUT_FILENO, failed_here, sizeof failed_here - 1) < 0 ||
      write(STDOUT_FILENO, text, strlen(text)) < 0 ||
      write(STDOUT_FILENO, rest, sizeof rest - 1) < 0)
    _exit(127);
  _exit(128 + number);
}

int finish(void) {
  conclude();
  current = NULL;
  fflush(stderr);
  printf("%d passed, %d failed\n", passed, failed);
  return failed != 0;
}

/* With "devices": what needs WireGuard and root. Otherwise what needs no kernel; with "calls" without
 * the threads. */
int main(int argc, char **argv) {
  const char *part = argc > 1 ? argv[1] : "";
  static const int deadly[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT};
  size_t index;
  for (index = 0; index < sizeof deadly / sizeof deadly[0]; index++) signal(deadly[index], die);
  setvbuf(stdout, NULL, _IOLBF, BUFSIZ);
  if (strcmp(part, "devices") == 0) {
    test_devices();
    test_kernel_updates();
    test_kernel_sync();
    test_kernel_links();
    test_kernel_reload();
    test_kernel_nat();
    make_keys();
    test_kernel_documents();
    return finish();
  }
  test_version();
  test_errors();
  test_keys();
  test_key_texts();
  test_handles();
  test_layouts();
  test_addresses();
  test_namespaces();
  test_updates();
  test_lists();
  make_keys();
  test_documents();
  test_configs();
  test_templates();
  test_files();
  test_folders();
  test_readdress();
  test_usage();
  test_networks();
  test_profiles();
  if (strcmp(part, "calls") != 0) {
    test_threads();
    test_parallel_edits();
  }
  return finish();
}
