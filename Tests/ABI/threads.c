#include "check.h"

#include <fcntl.h>
#include <pthread.h>
#include <time.h>
#include <sys/wait.h>
#include <unistd.h>

enum { threads = 8, rounds = 20000 };

static pthread_barrier_t start;
static int wrong; /* of all threads, added atomically */
static int stop;

static void expect(int holds) {
  if (!holds) __atomic_add_fetch(&wrong, 1, __ATOMIC_RELAXED);
}

static void each_thread(void *(*body)(void *), void *argument) {
  pthread_t all[threads];
  int index;
  pthread_barrier_init(&start, NULL, threads);
  for (index = 0; index < threads; index++) pthread_create(&all[index], NULL, body, argument);
  for (index = 0; index < threads; index++) pthread_join(all[index], NULL);
  pthread_barrier_destroy(&start);
}

static void *own_errors(void *unused) {
  int round;
  (void)unused;
  pthread_barrier_wait(&start);
  for (round = 0; round < rounds; round++) {
    wgkit_error *error = NULL;
    expect(wgkit_device_list_read(NULL, NULL, &error) == WGKIT_ERROR_INVALID_ARGUMENT);
    expect(wgkit_error_code(error) == WGKIT_ERROR_INVALID_ARGUMENT);
    expect(strstr(wgkit_error_message(error), "list") != NULL);
    expect(wgkit_error_free(error) == WGKIT_OK);
    expect(wgkit_error_free(error) == WGKIT_ERROR_INVALID_HANDLE);
  }
  return NULL;
}

/* All threads free the same handles, and count how often they were the ones. */
static wgkit_error *shared[rounds];
static int freed;

static void *same_errors(void *unused) {
  int round;
  (void)unused;
  pthread_barrier_wait(&start);
  for (round = 0; round < rounds; round++) {
    wgkit_status code = wgkit_error_code(shared[round]);
    expect(code == WGKIT_ERROR_INVALID_ARGUMENT || code == WGKIT_ERROR_INVALID_HANDLE);
    if (wgkit_error_free(shared[round]) == WGKIT_OK)
      __atomic_add_fetch(&freed, 1, __ATOMIC_RELAXED);
  }
  return NULL;
}

static void *until_stopped(void *unused) {
  (void)unused;
  while (!__atomic_load_n(&stop, __ATOMIC_RELAXED)) {
    wgkit_error *error = NULL;
    expect(wgkit_device_list_read(NULL, NULL, &error) == WGKIT_ERROR_INVALID_ARGUMENT);
    expect(wgkit_error_free(error) == WGKIT_OK);
  }
  return NULL;
}

/* All threads change, copy and apply one update; one of them frees it. */
static wgkit_update *update;

static void *same_update(void *unused) {
  static const wgkit_public_key keys[2] = {{{1}}, {{2}}};
  wgkit_peer_update peers[4];
  int round, place = 0;
  (void)unused;
  memset(peers, 0, sizeof peers);
  pthread_barrier_wait(&start);
  for (round = 0; round < 1500; round++) {
    wgkit_status status = wgkit_update_put_peer(update, &keys[round % 2], 0, NULL);
    expect(status == WGKIT_OK || status == WGKIT_ERROR_INVALID_HANDLE);
    status = wgkit_update_set_peer_persistent_keepalive(update, &keys[round % 2], 1, NULL);
    expect(status == WGKIT_OK || status == WGKIT_ERROR_INVALID_HANDLE);
    status = wgkit_update_add_peers(update, peers, 4, sizeof *peers, NULL, 0, 0, NULL);
    expect(status == WGKIT_OK || status == WGKIT_ERROR_INVALID_HANDLE);
    status = wgkit_device_apply(NULL, "abi-none", 8, update, NULL);
    expect(status != WGKIT_OK);
    if (round == 1200 && wgkit_update_free(update) == WGKIT_OK) place++;
  }
  __atomic_add_fetch(&freed, place, __ATOMIC_RELAXED);
  return NULL;
}

static void *change_until_stopped(void *unused) {
  (void)unused;
  while (!__atomic_load_n(&stop, __ATOMIC_RELAXED))
    expect(wgkit_update_set_firewall_mark(update, 1, NULL) == WGKIT_OK);
  return NULL;
}

static wgkit_status write_one(const char *path) {
  return wgkit_file_write_text(path, strlen(path), 0, "[Interface]\n", 12, NULL, 0, NULL);
}

/* Calls that wait, one after the other, in a thread that is cancelled in one of them. */
static void *work_until_cancelled(void *path) {
  for (;;) {
    wgkit_link_list *links = NULL;
    expect(wgkit_link_list_read(NULL, &links, NULL) == WGKIT_OK);
    expect(wgkit_link_list_free(links) == WGKIT_OK);
    expect(write_one(path) == WGKIT_OK);
    pthread_testcancel();
  }
  return NULL;
}

static int descriptors(void) {
  int number, count = 0;
  for (number = 0; number < 1024; number++) count += fcntl(number, F_GETFD) >= 0;
  return count;
}

void test_threads(void) {
  int round;

  sentence("threads make and free handles at the same time");
  wrong = 0;
  each_thread(own_errors, NULL);
  CHECK(wrong == 0);

  sentence("of threads that free the same handle one succeeds");
  for (round = 0; round < rounds; round++)
    CHECK(wgkit_device_list_read(NULL, NULL, &shared[round]) == WGKIT_ERROR_INVALID_ARGUMENT);
  freed = 0;
  each_thread(same_errors, NULL);
  CHECK(wrong == 0 && freed == rounds);

  sentence("a fork while other threads use handles leaves the child able to use them");
  {
    pthread_t other;
    stop = 0;
    pthread_create(&other, NULL, until_stopped, NULL);
    for (round = 0; round < 200; round++) {
      int status = -1;
      pid_t child;
      fflush(stdout);
      child = fork();
      if (child == 0) {
        wgkit_error *error = NULL;
        alarm(10); /* a lock that nobody will release ends here */
        if (wgkit_device_list_read(NULL, NULL, &error) != WGKIT_ERROR_INVALID_ARGUMENT) _exit(1);
        _exit(wgkit_error_free(error) == WGKIT_OK ? 0 : 1);
      }
      CHECK(child > 0 && waitpid(child, &status, 0) == child && status == 0);
      if (status != 0) break;
    }
    __atomic_store_n(&stop, 1, __ATOMIC_RELAXED);
    pthread_join(other, NULL);
    CHECK(wrong == 0);
  }
  sentence("faults 97 and 98: threads change and apply one update while another frees it");
  CHECK(wgkit_update_create(&update, NULL) == WGKIT_OK);
  wrong = freed = 0;
  each_thread(same_update, NULL);
  CHECK(wrong == 0 && freed == 1);

  sentence("a fork while another thread changes an update leaves the child able to change it");
  {
    pthread_t other;
    CHECK(wgkit_update_create(&update, NULL) == WGKIT_OK);
    stop = 0;
    pthread_create(&other, NULL, change_until_stopped, NULL);
    for (round = 0; round < 200; round++) {
      int status = -1;
      pid_t child;
      fflush(stdout);
      child = fork();
      if (child == 0) {
        alarm(10); /* a lock that nobody will release ends here */
        _exit(wgkit_update_replace_peers(update, NULL) == WGKIT_OK ? 0 : 1);
      }
      CHECK(child > 0 && waitpid(child, &status, 0) == child && status == 0);
      if (status != 0) break;
    }
    __atomic_store_n(&stop, 1, __ATOMIC_RELAXED);
    pthread_join(other, NULL);
    CHECK(wrong == 0 && wgkit_update_free(update) == WGKIT_OK);
  }

  sentence("a thread that is cancelled during calls leaves no descriptor open and no file locked");
  {
    char folder[] = "/tmp/wgkit-abi.XXXXXX", path[40];
    int before = descriptors();
    CHECK(mkdtemp(folder) != NULL);
    snprintf(path, sizeof path, "%s/file", folder);
    wrong = 0;
    for (round = 0; round < 100; round++) {
      struct timespec pause = {0, 1000 * (round * 37 % 100)};
      pthread_t other;
      void *ended;
      pthread_create(&other, NULL, work_until_cancelled, path);
      nanosleep(&pause, NULL);
      pthread_cancel(other);
      pthread_join(other, &ended);
      CHECK(ended == PTHREAD_CANCELED);
      if (write_one(path) != WGKIT_OK) break;
    }
    CHECK(round == 100 && wrong == 0);
    CHECK(descriptors() == before);
    unlink(path);
    rmdir(folder);
  }
}
