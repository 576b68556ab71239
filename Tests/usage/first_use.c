/* A thread uses a type of handle for the first time while another one forks: the child can use it too. */
#include <pthread.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <wgkit-usage.h>

static int use(void) {
  wgkit_usage_error *error = NULL;
  wgkit_public_key key = {{0}};
  int none = 0;
  wgkit_usage_ledger *ledger = (wgkit_usage_ledger *)(void *)&none;
  wgkit_usage_report *report = (wgkit_usage_report *)(void *)&none;
  int worked = wgkit_usage_report_free(report) == WGKIT_ERROR_INVALID_HANDLE &&
               wgkit_usage_ledger_free(ledger) == WGKIT_ERROR_INVALID_HANDLE &&
               wgkit_usage_ledger_forget(ledger, &key, &error) == WGKIT_ERROR_INVALID_HANDLE;
  return worked && wgkit_usage_error_free(error) == WGKIT_OK;
}

static int worked;

static void *first_use(void *unused) {
  worked = use();
  return unused;
}

int main(void) {
  struct timespec pause = {0, 50000000};
  pthread_t thread;
  int status;
  pid_t child;
  pthread_create(&thread, NULL, first_use, NULL);
  nanosleep(&pause, NULL);
  child = fork();
  if (child == 0) {
    alarm(20);
    _exit(use() ? 0 : 1);
  }
  pthread_join(thread, NULL);
  return waitpid(child, &status, 0) == child && status == 0 && worked ? 0 : 1;
}
