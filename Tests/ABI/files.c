#include "check.h"

#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "texts.h"

#define USUAL WGKIT_FILE_USUAL_PATIENCE

static char folder[] = "/tmp/wgkit-abi-files.XXXXXX";

/* A path in the folder; four of them at a time. */
static const char *in_folder(const char *name) {
  static char paths[4][128];
  static int next;
  char *path = paths[next++ % 4];
  snprintf(path, sizeof paths[0], "%s/%s", folder, name);
  return path;
}

static wgkit_file *read_file(const char *path) {
  wgkit_file *file = NULL;
  EXPECT(WGKIT_OK, wgkit_file_read(path, strlen(path), 0, 0, USUAL, &file, &error));
  return file;
}

static wgkit_status write_text(
    const char *path, uint32_t options, const char *text, const wgkit_file *expected,
    wgkit_error **error) {
  return wgkit_file_write_text(
      path, strlen(path), options, text, strlen(text), expected, USUAL, error);
}

static int says(const char *path, const char *text) {
  char found[4096];
  FILE *file = fopen(path, "r");
  size_t size;
  if (file == NULL) return 0;
  size = fread(found, 1, sizeof found - 1, file);
  found[size] = 0;
  fclose(file);
  return strcmp(found, text) == 0;
}

/* Every use of what is no living file. */
static void test_no_file(const void *handle, wgkit_status wanted) {
  wgkit_file *file = (wgkit_file *)(uintptr_t)handle;
  wgkit_document *document = (wgkit_document *)&check_failures;
  wgkit_check *check = (wgkit_check *)&check_failures;
  size_t size = 77;
  char text[8] = "same";
  CHECK(file == NULL || wgkit_file_free(file) == WGKIT_ERROR_INVALID_HANDLE);
  EXPECT(wanted, wgkit_file_expose_text(file, text, sizeof text, &size, &error));
  EXPECT(wanted, wgkit_file_parse(file, WGKIT_DIALECT_WG, &document, &error));
  EXPECT(wanted, wgkit_check_file(file, WGKIT_TARGET_WG, &check, &error));
  CHECK(size == 77 && strcmp(text, "same") == 0);
  CHECK((void *)document == &check_failures && (void *)check == &check_failures);
}

static void test_arguments(void) {
  wgkit_file *file = NULL, *read;
  wgkit_document *document = parsed(whole_text), *made = NULL;
  const char *path = in_folder("arguments.conf");
  size_t length = strlen(path), size;
  char text[16];

  EXPECT(WGKIT_OK, write_text(path, 0, "x", NULL, &error));
  read = read_file(path);

  sentence("fault 92: NULL for each pointer of a file's functions is an invalid argument");
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_file_read(NULL, 1, 0, 0, USUAL, &file, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_file_read(path, length, 0, 0, USUAL, NULL, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_file_read_descriptor(0, 0, NULL, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_file_parse(read, 1, NULL, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_file_expose_text(read, NULL, 1, &size, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_file_write_text(NULL, 1, 0, "x", 1, NULL, USUAL, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_file_write_text(path, length, 0, NULL, 1, NULL, USUAL, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_file_write_document(NULL, 1, 0, document, NULL, USUAL, &error));

  sentence("fault 92: misaligned places and absurd lengths of files are told apart");
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_file_read(path, length, 0, 0, USUAL, (wgkit_file **)crooked(), &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_file_read_descriptor(0, 0, (wgkit_file **)crooked(), &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_file_parse(read, 1, (wgkit_document **)crooked(), &error));
  CHECK(crooked_is_untouched());
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_file_read("x", SIZE_MAX / 2, 0, 0, USUAL, &file, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_file_read("x", SIZE_MAX, 0, 0, USUAL, &file, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_file_read(path, length, 0, SIZE_MAX, USUAL, &file, &error));
  EXPECT(
      WGKIT_ERROR_TOO_LARGE,
      wgkit_file_write_text(path, length, 0, "x", SIZE_MAX / 2, NULL, USUAL, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_file_write_text(path, length, 0, "x", SIZE_MAX, NULL, USUAL, &error));

  sentence("options that a function does not know, and no path, are invalid arguments");
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_file_read(path, length, 4, 0, USUAL, &file, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_file_read(path, length, WGKIT_FILE_MUST_BE_NEW, 0, USUAL, &file, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_file_write_text(path, length, 0x80000000u, "x", 1, NULL, USUAL, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT, write_text(path, WGKIT_FILE_MUST_BE_NEW, "y", read, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_file_read("", 0, 0, 0, USUAL, &file, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_file_read("a\0b", 3, 0, 0, USUAL, &file, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_file_read("/tmp/", 5, 0, 0, USUAL, &file, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_file_read_descriptor(-1, 0, &file, &error));
  EXPECT(WGKIT_ERROR_SYSTEM, wgkit_file_read_descriptor(1 << 20, 0, &file, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_file_parse(read, 7, &made, &error));
  CHECK(file == NULL && made == NULL && says(path, "x"));

  sentence("fault 94: a file that is none, or was freed, is told apart");
  EXPECT(
      WGKIT_ERROR_INVALID_HANDLE,
      write_text(path, 0, "y", (const wgkit_file *)(const void *)document, &error));
  CHECK(wgkit_file_free(NULL) == WGKIT_OK);
  CHECK(wgkit_file_free(read) == WGKIT_OK);
  CHECK(wgkit_file_free(read) == WGKIT_ERROR_INVALID_HANDLE);
  each_no_handle(test_no_file, read);
  EXPECT(WGKIT_ERROR_INVALID_HANDLE, write_text(path, 0, "y", read, &error));
  CHECK(says(path, "x"));

  sentence("fault 93: what was read fits a buffer or is not written");
  EXPECT(WGKIT_OK, write_text(path, 0, "a\nb", NULL, &error));
  read = read_file(path);
  memset(text, 0x5a, sizeof text);
  EXPECT(WGKIT_ERROR_BUFFER_TOO_SMALL, wgkit_file_expose_text(read, text, 3, &size, &error));
  CHECK(size == 4 && text[0] == 0x5a && text[3] == 0x5a);
  EXPECT(WGKIT_OK, wgkit_file_expose_text(read, text, 4, &size, &error));
  CHECK(strcmp(text, "a\nb") == 0 && text[4] == 0x5a);
  CHECK(wgkit_file_free(read) == WGKIT_OK && wgkit_document_free(document) == WGKIT_OK);
}

static void test_reading(void) {
  const char *path = in_folder("read.conf"), *link = in_folder("link.conf");
  wgkit_file *file = NULL;
  wgkit_document *document = NULL;
  char *text;
  int ends[2];

  sentence("a document goes from file to file without its text coming out");
  EXPECT(WGKIT_OK, write_text(path, WGKIT_FILE_MUST_BE_NEW, whole_text, NULL, &error));
  file = read_file(path);
  EXPECT(WGKIT_OK, wgkit_file_parse(file, WGKIT_DIALECT_WG_QUICK, &document, &error));
  CHECK(strcmp(text = text_of(document), whole_text) == 0);
  free(text);
  EXPECT(WGKIT_OK, wgkit_document_set(document, NULL, WGKIT_CONFIG_MTU, "1400", 4, &error));
  EXPECT(
      WGKIT_OK,
      wgkit_file_write_document(path, strlen(path), 0, document, file, USUAL, &error));
  CHECK(says(path, text = text_of(document)));
  free(text);

  sentence("a file that is no longer what was read is not written");
  EXPECT(
      WGKIT_ERROR_CHANGED_MEANWHILE,
      wgkit_file_write_document(path, strlen(path), 0, document, file, USUAL, &error));
  EXPECT(
      WGKIT_ERROR_ALREADY_EXISTS, write_text(path, WGKIT_FILE_MUST_BE_NEW, "x", NULL, &error));
  EXPECT(
      WGKIT_ERROR_ALREADY_EXISTS,
      wgkit_file_write_document(
          path, strlen(path), WGKIT_FILE_MUST_BE_NEW, document, NULL, USUAL, &error));
  CHECK(says(path, text = text_of(document)));
  free(text);
  CHECK(wgkit_file_free(file) == WGKIT_OK && wgkit_document_free(document) == WGKIT_OK);

  sentence("a link is followed only when that is asked for");
  CHECK(symlink(path, link) == 0);
  file = NULL;
  EXPECT(
      WGKIT_ERROR_UNSAFE_FILE, wgkit_file_read(link, strlen(link), 0, 0, USUAL, &file, &error));
  EXPECT(
      WGKIT_OK, wgkit_file_read(
                    link, strlen(link), WGKIT_FILE_FOLLOWS_LINKS, 0, USUAL, &file, &error));
  CHECK(wgkit_file_free(file) == WGKIT_OK);
  EXPECT(WGKIT_ERROR_UNSAFE_FILE, write_text(link, 0, "# other\n", NULL, &error));
  EXPECT(WGKIT_OK, write_text(link, WGKIT_FILE_FOLLOWS_LINKS, "# followed\n", NULL, &error));
  CHECK(says(path, "# followed\n"));
  {
    struct stat status;
    CHECK(lstat(link, &status) == 0 && S_ISLNK(status.st_mode));
  }

  sentence("a file is parsed in the dialect that is asked for");
  EXPECT(WGKIT_OK, write_text(path, 0, "[Interface]\nAddress = 10.0.0.1/24\n", NULL, &error));
  file = read_file(path);
  EXPECT(
      WGKIT_ERROR_INVALID_CONFIGURATION,
      wgkit_file_parse(file, WGKIT_DIALECT_WG, &document, &error));
  EXPECT(WGKIT_OK, wgkit_file_parse(file, WGKIT_DIALECT_WG_QUICK, &document, &error));
  CHECK(wgkit_file_free(file) == WGKIT_OK && wgkit_document_free(document) == WGKIT_OK);

  sentence("a file over the limit, and one that is not there, are told apart");
  EXPECT(WGKIT_ERROR_TOO_LARGE, wgkit_file_read(path, strlen(path), 0, 5, USUAL, &file, &error));
  EXPECT(
      WGKIT_OK, wgkit_file_read(path, strlen(path), 0, SIZE_MAX / 2, 0, &file, &error));
  CHECK(wgkit_file_free(file) == WGKIT_OK);
  EXPECT(
      WGKIT_ERROR_NOT_FOUND, wgkit_file_read(path, strlen(path) - 1, 0, 0, USUAL, &file, &error));

  sentence("without a limit 16 MiB are read, and not one byte more");
  {
    const char *large = in_folder("large.conf");
    CHECK(write_text(large, 0, "x", NULL, NULL) == WGKIT_OK && truncate(large, 16 << 20) == 0);
    CHECK(wgkit_file_free(read_file(large)) == WGKIT_OK);
    CHECK(truncate(large, (16 << 20) + 1) == 0);
    EXPECT(
        WGKIT_ERROR_TOO_LARGE, wgkit_file_read(large, strlen(large), 0, 0, USUAL, &file, &error));
    CHECK(unlink(large) == 0);
  }

  sentence("a path of 4095 bytes is taken, and none of more");
  {
    char longest[4097];
    size_t length = strlen(path), extra = 4096 - length;
    /* Slashes add up to one. */
    memset(longest, '/', extra);
    memcpy(longest + extra, path, length);
    EXPECT(WGKIT_OK, wgkit_file_read(longest + 1, 4095, 0, 0, USUAL, &file, &error));
    CHECK(wgkit_file_free(file) == WGKIT_OK);
    EXPECT(
        WGKIT_ERROR_INVALID_ARGUMENT, wgkit_file_read(longest, 4096, 0, 0, USUAL, &file, &error));
  }

  sentence("an open descriptor is read to its end, and stays open");
  CHECK(pipe(ends) == 0 && write(ends[1], "a\0b", 3) == 3);
  close(ends[1]);
  EXPECT(WGKIT_ERROR_TOO_LARGE, wgkit_file_read_descriptor(ends[0], 2, &file, &error));
  close(ends[0]);
  CHECK(pipe(ends) == 0 && write(ends[1], "a\0b", 3) == 3);
  close(ends[1]);
  EXPECT(WGKIT_OK, wgkit_file_read_descriptor(ends[0], 0, &file, &error));
  CHECK(fcntl(ends[0], F_GETFD) >= 0);
  close(ends[0]);
  {
    char bytes[8];
    size_t size = 0;
    EXPECT(WGKIT_OK, wgkit_file_expose_text(file, bytes, sizeof bytes, &size, &error));
    CHECK(size == 4 && memcmp(bytes, "a\0b", 4) == 0);
  }
  EXPECT(WGKIT_ERROR_INVALID_CONFIGURATION, wgkit_file_parse(file, 1, &document, &error));
  CHECK(wgkit_file_free(file) == WGKIT_OK);

  sentence("fault 100: without descriptors left a file is an error, and is read afterwards");
  {
    struct rlimit limit, none;
    CHECK(getrlimit(RLIMIT_NOFILE, &limit) == 0);
    none = limit;
    none.rlim_cur = 0;
    CHECK(setrlimit(RLIMIT_NOFILE, &none) == 0);
    file = NULL;
    EXPECT(
        WGKIT_ERROR_OUT_OF_RESOURCES,
        wgkit_file_read(path, strlen(path), 0, 0, USUAL, &file, &error));
    EXPECT(WGKIT_ERROR_OUT_OF_RESOURCES, write_text(path, 0, "x", NULL, &error));
    CHECK(setrlimit(RLIMIT_NOFILE, &limit) == 0 && file == NULL);
    CHECK(wgkit_file_free(read_file(path)) == WGKIT_OK);
  }
}

/* Somebody else who has the lock of a file or a folder, until told or for a while. */
typedef struct {
  pthread_t thread;
  int descriptor, told[2], milliseconds;
} holder;

static void *hold(void *argument) {
  holder *one = (holder *)argument;
  struct pollfd ending;
  ending.fd = one->told[0];
  ending.events = POLLIN;
  /* Nobody told: what a reader waits for is written now. */
  if (poll(&ending, 1, one->milliseconds) == 0 && write(one->descriptor, "new", 3) < 0)
    ending.events = 0; /* a folder, of which the lock alone counts */
  close(one->descriptor);
  return NULL;
}

static void begin_hold(holder *one, const char *path, int flags, int milliseconds) {
  one->milliseconds = milliseconds;
  one->descriptor = open(path, flags);
  CHECK(one->descriptor >= 0 && flock(one->descriptor, LOCK_EX) == 0 && pipe(one->told) == 0);
  CHECK(pthread_create(&one->thread, NULL, hold, one) == 0);
}

static void end_hold(holder *one) {
  CHECK(write(one->told[1], "", 1) == 1);
  pthread_join(one->thread, NULL);
  close(one->told[0]);
  close(one->told[1]);
}

static int read_says(const char *path, uint32_t patience, const char *wanted) {
  wgkit_file *file = NULL;
  char text[16];
  EXPECT(WGKIT_OK, wgkit_file_read(path, strlen(path), 0, 0, patience, &file, &error));
  EXPECT(WGKIT_OK, wgkit_file_expose_text(file, text, sizeof text, NULL, &error));
  CHECK(wgkit_file_free(file) == WGKIT_OK);
  return strcmp(text, wanted) == 0;
}

/* No test asks for how long a call took, only for what came first. */
static void test_patience(void) {
  const char *path = in_folder("patience.conf");
  wgkit_document *document = parsed(whole_text);
  holder other;

  EXPECT(WGKIT_OK, write_text(path, 0, "old", NULL, &error));
  sentence("a file that is being rewritten is read as it is when patience ends, the usual one too");
  begin_hold(&other, path, O_WRONLY, 20000);
  CHECK(read_says(path, 0, "old") && read_says(path, USUAL, "old"));
  end_hold(&other);

  sentence("a file that is being rewritten is waited for as long as patience lasts");
  begin_hold(&other, path, O_WRONLY, 1500);
  CHECK(read_says(path, 60000, "new"));
  end_hold(&other);

  sentence("a writer without patience gives up, and a patient one waits for the lock");
  begin_hold(&other, folder, O_RDONLY | O_DIRECTORY, 5000);
  EXPECT(
      WGKIT_ERROR_TIMED_OUT,
      wgkit_file_write_text(path, strlen(path), 0, "x", 1, NULL, 0, &error));
  EXPECT(
      WGKIT_ERROR_TIMED_OUT,
      wgkit_file_write_document(path, strlen(path), 0, document, NULL, 0, &error));
  CHECK(says(path, "new"));
  end_hold(&other);
  begin_hold(&other, folder, O_RDONLY | O_DIRECTORY, 100);
  EXPECT(WGKIT_OK, write_text(path, 0, "x", NULL, &error));
  CHECK(says(path, "x"));
  end_hold(&other);
  CHECK(wgkit_document_free(document) == WGKIT_OK);
}

/* The findings of a check that is freed here, counted. */
static size_t count_of(
    wgkit_check *check, const char *code, uint32_t severity, uint64_t line, uint64_t column) {
  const wgkit_finding *findings = NULL;
  size_t count = 0, stride = 0, index, found = 0;
  EXPECT(WGKIT_OK, wgkit_check_findings(check, &findings, &count, &stride, &error));
  CHECK(stride == sizeof *findings && (count == 0) == (findings == NULL));
  for (index = 0; index < count; index++) {
    const wgkit_finding *finding = &findings[index];
    CHECK(strchr(finding->message, ' ') != NULL && strstr(finding->message, "yAnz5TF") == NULL);
    CHECK(finding->column > 0 && finding->reserved0 == 0);
    CHECK(finding->reserved[0] == 0 && finding->reserved[1] == 0);
    if (strcmp(finding->code, code) == 0 && finding->severity == severity &&
        finding->line == line && finding->column == column)
      found++;
  }
  CHECK(wgkit_check_free(check) == WGKIT_OK);
  return found;
}

static wgkit_check *checked(const char *text, uint32_t target) {
  wgkit_check *check = NULL;
  EXPECT(WGKIT_OK, wgkit_check_text(text, strlen(text), target, &check, &error));
  return check;
}

/* Every use of what is no living check. */
static void test_no_check(const void *handle, wgkit_status wanted) {
  wgkit_check *check = (wgkit_check *)(uintptr_t)handle;
  const wgkit_finding *findings = (const wgkit_finding *)(const void *)"untouched";
  size_t count = 77, stride = 77;
  CHECK(check == NULL || wgkit_check_free(check) == WGKIT_ERROR_INVALID_HANDLE);
  EXPECT(wanted, wgkit_check_findings(check, &findings, &count, &stride, &error));
  CHECK(memcmp(findings, "untouched", 9) == 0 && count == 77 && stride == 77);
}

static void test_checks(void) {
  static const char misplaced[] =
      "[Interface]\nPrivateKey = " PRIVATE "\n[Peer]\nPublicKey = " ANNA "\nPresharedKey = " PRIVATE
      "\nAllowedIPs = 10.0.0.5/24\n";
  static const char twice[] = "[Interface]\nPrivateKey = " PRIVATE "\nMTU = 1420\nMTU = 1400\n";
  const char *path = in_folder("checked.conf");
  const wgkit_finding *findings = (const wgkit_finding *)(const void *)"untouched";
  wgkit_check *check = NULL;
  wgkit_file *file;
  size_t count = 77, stride = 77;

  sentence("a check finds what is wrong, by line, code and severity, without a secret");
  CHECK(sizeof(wgkit_finding) == 2 * sizeof(char *) + 2 * 8 + 8 + 2 * 8);
  CHECK(count_of(checked(misplaced, 2), "misplaced-private-key", WGKIT_FINDING_ERROR, 5, 16) == 1);
  CHECK(count_of(checked(misplaced, 2), "host-bits", WGKIT_FINDING_WARNING, 6, 14) == 1);
  CHECK(count_of(checked(whole_text, 4), "rejected-key", WGKIT_FINDING_ERROR, 9, 9) == 1);
  CHECK(count_of(checked(whole_text, 2), "rejected-key", WGKIT_FINDING_ERROR, 9, 9) == 0);
  CHECK(count_of(checked("[Nonsense]", 1), "invalid", WGKIT_FINDING_ERROR, 1, 1) == 1);
  CHECK(count_of(checked(secret_nonsense, 1), "invalid", WGKIT_FINDING_ERROR, 2, 1) == 1);
  CHECK(count_of(checked("", 2), "", 0, 0, 0) == 0);

  sentence("a check looks at a text to its last byte, and for its target");
  CHECK(count_of(checked("[Interface]", 2), "invalid", WGKIT_FINDING_ERROR, 1, 1) == 0);
  CHECK(count_of(checked("[Interface", 2), "invalid", WGKIT_FINDING_ERROR, 1, 1) == 1);
  CHECK(count_of(checked(twice, 3), "rejected-key", WGKIT_FINDING_ERROR, 4, 7) == 0);
  CHECK(count_of(checked(twice, 4), "rejected-key", WGKIT_FINDING_ERROR, 4, 7) == 1);

  sentence("a check of a file is for its target, and says who else may read it");
  EXPECT(WGKIT_OK, write_text(path, 0, twice, NULL, &error));
  file = read_file(path);
  EXPECT(WGKIT_OK, wgkit_check_file(file, WGKIT_TARGET_APPLE, &check, &error));
  CHECK(count_of(check, "rejected-key", WGKIT_FINDING_ERROR, 4, 7) == 1);
  CHECK(wgkit_file_free(file) == WGKIT_OK);
  EXPECT(WGKIT_OK, write_text(path, 0, misplaced, NULL, &error));
  CHECK(chmod(path, 0644) == 0);
  file = read_file(path);
  EXPECT(WGKIT_OK, wgkit_check_file(file, WGKIT_TARGET_WG_QUICK, &check, &error));
  CHECK(count_of(check, "readable-by-others", WGKIT_FINDING_WARNING, 1, 1) == 1);

  sentence("faults 92 and 94: bad arguments of a check are told apart");
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_check_text(NULL, 1, 1, &check, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_check_text("", 0, 1, NULL, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_check_text("", 0, 0, &check, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_check_text("", 0, 5, &check, &error));
  EXPECT(WGKIT_ERROR_TOO_LARGE, wgkit_check_text("", SIZE_MAX / 2, 1, &check, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_check_text("", SIZE_MAX, 1, &check, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_check_text("", 0, 1, (wgkit_check **)crooked(), &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_check_file(file, 1, NULL, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_check_file(file, 0, &check, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT, wgkit_check_file(file, 1, (wgkit_check **)crooked(), &error));
  CHECK(wgkit_file_free(file) == WGKIT_OK && wgkit_check_free(NULL) == WGKIT_OK);
  CHECK(wgkit_check_free(check) == WGKIT_ERROR_INVALID_HANDLE);
  each_no_handle(test_no_check, check);
  check = checked("", 1);
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT, wgkit_check_findings(check, NULL, &count, &stride, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT, wgkit_check_findings(check, &findings, NULL, &stride, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_check_findings(check, &findings, &count, (size_t *)crooked(), &error));
  CHECK(memcmp(findings, "untouched", 9) == 0 && count == 77 && crooked_is_untouched());
  CHECK(wgkit_check_free(check) == WGKIT_OK);
}

void test_files(void) {
  char command[64];
  CHECK(mkdtemp(folder) != NULL);
  test_arguments();
  test_reading();
  test_patience();
  test_checks();
  snprintf(command, sizeof command, "rm -rf %s", folder);
  CHECK(system(command) == 0);
}
