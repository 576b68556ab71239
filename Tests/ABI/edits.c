#include "check.h"

#include <pthread.h>
#include <sys/wait.h>
#include <unistd.h>

#include "texts.h"

enum { threads = 8, peers_each = 25 };

static pthread_barrier_t start;
static int wrong; /* of all threads, added atomically */
static int stop;
static wgkit_document *shared;
static wgkit_template_values *shared_values;

static void expect(int holds) {
  if (!holds) __atomic_add_fetch(&wrong, 1, __ATOMIC_RELAXED);
}

static void each_thread(void *(*body)(void *)) {
  pthread_t all[threads];
  uintptr_t index;
  pthread_barrier_init(&start, NULL, threads);
  for (index = 0; index < threads; index++)
    pthread_create(&all[index], NULL, body, (void *)index);
  for (index = 0; index < threads; index++) pthread_join(all[index], NULL);
  pthread_barrier_destroy(&start);
}

static void *add_peers(void *number) {
  wgkit_public_key key;
  int round;
  memset(&key, 0, sizeof key);
  key.bytes[0] = (uint8_t)(1 + (uintptr_t)number);
  pthread_barrier_wait(&start);
  for (round = 0; round < peers_each; round++) {
    key.bytes[1] = (uint8_t)round;
    expect(wgkit_document_add_peer(shared, &key, NULL, 0, NULL) == WGKIT_OK);
    expect(
        wgkit_document_set(shared, &key, WGKIT_CONFIG_ALLOWED_IPS, "10.0.0.0/8", 10, NULL) ==
        WGKIT_OK);
    expect(
        wgkit_template_values_add_text(shared_values, "n", 1, "t", 1, NULL) == WGKIT_OK);
  }
  return NULL;
}

/* Reads while the others write: each time it is a whole document. */
static void *read_documents(void *number) {
  size_t size = 0, before = 0;
  if ((uintptr_t)number < threads / 2) return add_peers(number);
  pthread_barrier_wait(&start);
  while (!__atomic_load_n(&stop, __ATOMIC_RELAXED)) {
    wgkit_config *config = NULL;
    const wgkit_config_peer *peers = NULL;
    size_t count = 0, stride = 0, index;
    expect(wgkit_document_expose_text(shared, NULL, 0, &size, NULL) == WGKIT_OK);
    expect(size >= before);
    before = size;
    expect(wgkit_config_read(shared, &config, NULL) == WGKIT_OK);
    expect(wgkit_config_peers(config, &peers, &count, &stride, NULL) == WGKIT_OK);
    for (index = 0; index < count; index++) expect(peers[index].allowed_ip_count < 2);
    expect(wgkit_config_free(config) == WGKIT_OK);
    if (count == threads / 2 * peers_each) break;
  }
  return NULL;
}

/* One after the other frees the handle while the rest use it. */
static void *close_during_calls(void *number) {
  int round;
  pthread_barrier_wait(&start);
  for (round = 0; round < 400; round++) {
    wgkit_status status =
        wgkit_document_set(shared, NULL, WGKIT_CONFIG_MTU, round & 1 ? "1420" : "1400", 4, NULL);
    wgkit_document *copy = NULL;
    expect(status == WGKIT_OK || status == WGKIT_ERROR_INVALID_HANDLE);
    status = wgkit_document_copy(shared, &copy, NULL);
    expect(status == WGKIT_OK || status == WGKIT_ERROR_INVALID_HANDLE);
    if (status == WGKIT_OK) expect(wgkit_document_free(copy) == WGKIT_OK);
    if (round == 200 && number == 0) expect(wgkit_document_free(shared) == WGKIT_OK);
  }
  return NULL;
}

static void *edit_until_stopped(void *unused) {
  (void)unused;
  while (!__atomic_load_n(&stop, __ATOMIC_RELAXED)) {
    expect(wgkit_document_set(shared, NULL, WGKIT_CONFIG_MTU, "1400", 4, NULL) == WGKIT_OK);
    expect(wgkit_document_remove(shared, NULL, WGKIT_CONFIG_MTU, NULL) == WGKIT_OK);
  }
  return NULL;
}

static void test_fork(void) {
  pthread_t other;
  int round;
  sentence("fault 96: a fork in the middle of edits leaves the child a whole document to edit");
  shared = parsed(whole_text);
  stop = 0;
  pthread_create(&other, NULL, edit_until_stopped, NULL);
  for (round = 0; round < 100; round++) {
    int status = -1;
    pid_t child;
    fflush(stdout);
    child = fork();
    if (child == 0) {
      wgkit_config *config = NULL;
      int fine;
      alarm(10); /* a lock that nobody will release ends here */
      fine = wgkit_document_remove_peer(shared, &anna, NULL) == WGKIT_OK &&
             wgkit_config_read(shared, &config, NULL) == WGKIT_OK &&
             wgkit_config_free(config) == WGKIT_OK && wgkit_document_free(shared) == WGKIT_OK &&
             wgkit_document_free(shared) == WGKIT_ERROR_INVALID_HANDLE;
      _exit(fine ? 0 : 1);
    }
    CHECK(child > 0 && waitpid(child, &status, 0) == child && status == 0);
    if (status != 0) break;
  }
  __atomic_store_n(&stop, 1, __ATOMIC_RELAXED);
  pthread_join(other, NULL);
  CHECK(wrong == 0 && wgkit_document_free(shared) == WGKIT_OK);
}

void test_parallel_edits(void) {
  wgkit_config *config = NULL;
  const wgkit_config_peer *peers = NULL;
  size_t count = 0, stride = 0, index;

  sentence("no edit of threads that edit the same document is lost");
  wrong = stop = 0;
  shared = parsed("");
  EXPECT(WGKIT_OK, wgkit_template_values_create(&shared_values, &error));
  each_thread(add_peers);
  EXPECT(WGKIT_OK, wgkit_config_read(shared, &config, &error));
  EXPECT(WGKIT_OK, wgkit_config_peers(config, &peers, &count, &stride, &error));
  CHECK(wrong == 0 && count == threads * peers_each);
  for (index = 0; index < count; index++) CHECK(peers[index].allowed_ip_count == 1);
  CHECK(wgkit_config_free(config) == WGKIT_OK && wgkit_document_free(shared) == WGKIT_OK);

  sentence("threads that read a document see every edit whole");
  shared = parsed("");
  each_thread(read_documents);
  CHECK(wrong == 0 && wgkit_document_free(shared) == WGKIT_OK);
  CHECK(wgkit_template_values_free(shared_values) == WGKIT_OK);

  sentence("fault 98: a document that is freed during calls with it ends them with a status");
  shared = parsed(whole_text);
  each_thread(close_during_calls);
  CHECK(wrong == 0 && wgkit_document_free(shared) == WGKIT_ERROR_INVALID_HANDLE);

  test_fork();
}
