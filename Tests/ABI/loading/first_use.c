/* A thread uses a type of handle for the first time while another one forks: the child can use it too. */
#include <pthread.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <wgkit.h>

static int use(void) {
  wgkit_update *update = NULL;
  wgkit_document *document = NULL;
  wgkit_error *error = NULL;
  wgkit_private_key key;
  wgkit_public_key own;
  int worked = wgkit_update_create(&update, NULL) == WGKIT_OK &&
               wgkit_document_parse("", 0, WGKIT_DIALECT_WG, &document, NULL) == WGKIT_OK &&
               wgkit_device_list_read(NULL, NULL, &error) == WGKIT_ERROR_INVALID_ARGUMENT &&
               wgkit_keypair_generate(&key, &own, NULL) == WGKIT_OK;
  wgkit_secret_wipe(&key, sizeof key);
  wgkit_update_free(update);
  wgkit_document_free(document);
  wgkit_error_free(error);
  return worked;
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
