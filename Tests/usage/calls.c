/* Each function of wgkit-usage.h, with good and with bad arguments. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wgkit-usage.h>

static int failures, before;
static const char *current;

static void conclude(void) {
  if (current != NULL) printf("%s %s\n", failures == before ? "ok     " : "FAILED ", current);
}

static void sentence(const char *text) {
  conclude();
  current = text;
  before = failures;
}

static void check_at(int holds, const char *what, int line) {
  if (holds) return;
  failures++;
  fprintf(stderr, "calls.c:%d: not so: %s\n", line, what);
}

#define CHECK(condition) check_at(!!(condition), #condition, __LINE__)

/* A call whose last argument is `&error`. */
#define EXPECT(wanted, call)                                                            \
  do {                                                                                  \
    wgkit_usage_error *error = (wgkit_usage_error *)(void *)&failures;                  \
    wgkit_status got = (call);                                                          \
    if (got != (wanted))                                                                \
      fprintf(stderr, "%d: %s\n", (int)got, got ? wgkit_usage_error_message(error) : ""); \
    CHECK(got == (wanted) && (got == WGKIT_OK) == (error == NULL));                     \
    CHECK(wgkit_usage_error_code(error) == got);                                        \
    CHECK(got == WGKIT_OK || wgkit_usage_error_message(error)[0] != 0);                 \
    CHECK(wgkit_usage_error_errno(error) >= 0);                                         \
    CHECK(wgkit_usage_error_free(error) == WGKIT_OK);                                   \
  } while (0)

#define BAD WGKIT_ERROR_INVALID_ARGUMENT
#define STALE WGKIT_ERROR_INVALID_HANDLE

static wgkit_usage_entry entry(uint64_t received, uint64_t sent, int64_t second) {
  wgkit_usage_entry made;
  memset(&made, 0, sizeof made);
  made.public_key.bytes[0] = 7;
  made.sample.boot = made.sample.device = 1;
  made.sample.began = made.sample.ended = second * 1000000000 + 1;
  made.sample.time = 1764543600 + second;
  made.sample.received_bytes = received;
  made.sample.sent_bytes = sent;
  return made;
}

static void test_no_ledger(wgkit_usage_ledger *ledger, wgkit_status wanted) {
  wgkit_usage_entry one = entry(1, 1, 1);
  wgkit_usage_report *report = NULL;
  char text[8];
  EXPECT(wanted, wgkit_usage_ledger_collect(ledger, NULL, 0, "wg0", 3, 0, &error));
  EXPECT(
      wanted, wgkit_usage_ledger_remove_peer(
                  ledger, NULL, 0, "wg0", 3, &one.public_key, 0, NULL, &error));
  EXPECT(
      wanted, wgkit_usage_ledger_record(
                  ledger, NULL, 0, "wg0", 3, &one, 1, sizeof one, 0, &error));
  EXPECT(wanted, wgkit_usage_ledger_forget(ledger, &one.public_key, &error));
  EXPECT(wanted, wgkit_usage_ledger_metrics(ledger, text, sizeof text, NULL, &error));
  EXPECT(wanted, wgkit_usage_report_read(ledger, NULL, 0, 0, &report, &error));
  EXPECT(wanted, wgkit_usage_report_read_months(ledger, NULL, &report, &error));
  EXPECT(wanted, wgkit_usage_report_read_rates(ledger, NULL, 0, &report, &error));
  EXPECT(
      wanted, wgkit_usage_report_read_history(ledger, &one.public_key, 0, 1, 60, &report, &error));
  CHECK(report == NULL);
}

static void test_no_report(const wgkit_usage_report *report, wgkit_status wanted) {
  const wgkit_usage_record *records;
  const wgkit_usage_rate *rates;
  const wgkit_usage_interval *intervals;
  size_t count, stride;
  EXPECT(wanted, wgkit_usage_report_records(report, &records, &count, &stride, &error));
  EXPECT(wanted, wgkit_usage_report_rates(report, &rates, &count, &stride, &error));
  EXPECT(wanted, wgkit_usage_report_intervals(report, &intervals, &count, &stride, &error));
}

int main(int argc, char **argv) {
  const char *path = argc > 1 ? argv[1] : "calls.db";
  size_t length = strlen(path), count, stride, size, measured = 0;
  wgkit_usage_ledger *ledger = NULL;
  wgkit_usage_report *report = NULL;
  const wgkit_usage_record *records;
  const wgkit_usage_rate *rates;
  const wgkit_usage_interval *intervals;
  wgkit_usage_entry one = entry(100, 50, 0);
  char text[4096];
  int64_t second;

  sentence("the structures have their layout");
  CHECK(sizeof(wgkit_usage_entry) == 104 && offsetof(wgkit_usage_entry, sample) == 32);
  CHECK(sizeof(wgkit_usage_record) == 104 && offsetof(wgkit_usage_record, received_bytes) == 48);
  CHECK(sizeof(wgkit_usage_rate) == 96 && sizeof(wgkit_usage_interval) == 40);

  sentence("a ledger that must be there is not made");
  EXPECT(
      WGKIT_ERROR_NOT_FOUND,
      wgkit_usage_ledger_open(path, length, WGKIT_USAGE_MUST_EXIST, 100, &ledger, &error));
  sentence("fault 92: a ledger is not opened with NULL, an unknown option or a bad length");
  EXPECT(BAD, wgkit_usage_ledger_open(NULL, length, 0, 100, &ledger, &error));
  EXPECT(BAD, wgkit_usage_ledger_open(path, length, 0, 100, NULL, &error));
  EXPECT(BAD, wgkit_usage_ledger_open(path, length, 2, 100, &ledger, &error));
  EXPECT(BAD, wgkit_usage_ledger_open(path, 0, 0, 100, &ledger, &error));
  EXPECT(WGKIT_ERROR_TOO_LARGE, wgkit_usage_ledger_open(path, 5000, 0, 100, &ledger, &error));
  CHECK(ledger == NULL);

  sentence("samples are stored, and the same ones again change nothing");
  EXPECT(WGKIT_OK, wgkit_usage_ledger_open(path, length, 0, 100, &ledger, &error));
  for (second = 0; second <= 600; second += 60) {
    one = entry(100 + (uint64_t)second * 10, 50 + (uint64_t)second, second);
    EXPECT(
        WGKIT_OK, wgkit_usage_ledger_record(
                      ledger, NULL, 0, "wg0", 3, &one, 1, sizeof one, 0, &error));
    EXPECT(
        WGKIT_OK, wgkit_usage_ledger_record(
                      ledger, NULL, 0, "wg0", 3, &one, 1, sizeof one, 0, &error));
  }
  EXPECT(WGKIT_OK, wgkit_usage_report_read(ledger, NULL, 0, 0, &report, &error));
  EXPECT(WGKIT_OK, wgkit_usage_report_records(report, &records, &count, &stride, &error));
  CHECK(count == 1 && stride == sizeof *records && records->received_bytes == 6000);
  CHECK(records->sent_bytes == 600 && strcmp(records->interface_name.text, "wg0") == 0);
  CHECK(records->netns[0] == 0 && records->first_seen == 1764543600);
  sentence("an array of another kind of report is empty");
  EXPECT(WGKIT_OK, wgkit_usage_report_rates(report, &rates, &count, &stride, &error));
  CHECK(count == 0 && rates == NULL);
  CHECK(wgkit_usage_report_free(report) == WGKIT_OK);
  sentence("fault 94: a report that was freed is told apart");
  CHECK(wgkit_usage_report_free(report) == STALE);
  test_no_report(report, STALE);
  test_no_report((wgkit_usage_report *)(void *)ledger, STALE);
  test_no_report(NULL, BAD);
  report = NULL;

  sentence("days, months, rates and intervals are read");
  EXPECT(WGKIT_OK, wgkit_usage_report_read(ledger, &one.public_key, 20422, 20423, &report, &error));
  EXPECT(WGKIT_OK, wgkit_usage_report_records(report, &records, &count, &stride, &error));
  CHECK(count == 1 && records->received_bytes == 6000 && records->first_day == 20422);
  CHECK(wgkit_usage_report_free(report) == WGKIT_OK);
  EXPECT(WGKIT_OK, wgkit_usage_report_read_months(ledger, NULL, &report, &error));
  EXPECT(WGKIT_OK, wgkit_usage_report_records(report, &records, &count, &stride, &error));
  CHECK(count == 1 && records->sent_bytes == 600);
  CHECK(wgkit_usage_report_free(report) == WGKIT_OK);
  EXPECT(WGKIT_OK, wgkit_usage_report_read_rates(ledger, NULL, 1764544200, &report, &error));
  EXPECT(WGKIT_OK, wgkit_usage_report_rates(report, &rates, &count, &stride, &error));
  CHECK(count == 1 && rates->milliseconds == 300000 && rates->received_bytes_per_second == 10);
  CHECK(rates->sent_bytes_per_second == 1);
  CHECK(wgkit_usage_report_free(report) == WGKIT_OK);
  EXPECT(
      WGKIT_OK, wgkit_usage_report_read_history(
                    ledger, &one.public_key, 1764544200, 1, 60, &report, &error));
  EXPECT(WGKIT_OK, wgkit_usage_report_intervals(report, &intervals, &count, &stride, &error));
  CHECK(count == 60);
  for (size = 0; size < count; size++)
    if (intervals[size].flags & WGKIT_USAGE_IS_MEASURED) {
      measured++;
      CHECK(intervals[size].received_bytes_per_second == 10);
    }
  CHECK(measured == 10);
  CHECK(wgkit_usage_report_free(report) == WGKIT_OK);
  report = NULL;

  sentence("fault 92: NULL and what makes no sense are invalid arguments");
  EXPECT(BAD, wgkit_usage_report_read(ledger, NULL, 0, 0, NULL, &error));
  EXPECT(BAD, wgkit_usage_report_read(ledger, NULL, 2, 1, &report, &error));
  EXPECT(BAD, wgkit_usage_report_read_months(ledger, NULL, NULL, &error));
  EXPECT(BAD, wgkit_usage_report_read_rates(ledger, NULL, 0, NULL, &error));
  EXPECT(BAD, wgkit_usage_report_read_history(ledger, NULL, 0, 1, 60, &report, &error));
  EXPECT(
      BAD,
      wgkit_usage_report_read_history(ledger, &one.public_key, 0, 25, 60, &report, &error));
  EXPECT(BAD, wgkit_usage_ledger_record(ledger, NULL, 0, "wg0", 3, NULL, 1, 104, 0, &error));
  EXPECT(BAD, wgkit_usage_ledger_record(ledger, NULL, 0, "wg0", 3, &one, 1, 8, 0, &error));
  EXPECT(BAD, wgkit_usage_ledger_record(ledger, NULL, 0, NULL, 3, &one, 1, 104, 0, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_NAME,
      wgkit_usage_ledger_record(ledger, NULL, 0, "a/b", 3, &one, 1, 104, 0, &error));
  EXPECT(BAD, wgkit_usage_ledger_forget(ledger, NULL, &error));
  EXPECT(BAD, wgkit_usage_ledger_collect(ledger, NULL, 0, NULL, 3, 0, &error));
  EXPECT(BAD, wgkit_usage_ledger_collect(ledger, "a/b", 3, "wg0", 3, 0, &error));
  CHECK(report == NULL);

  sentence("fault 95: numbers that no clock shows are invalid arguments");
  for (size = 0; size < 4; size++) {
    static const int64_t moments[] = {INT64_MIN, INT64_MAX, -1152921504606846976, 1152921504606846976};
    wgkit_usage_entry wrong = entry(1, 1, 700);
    wrong.sample.time = moments[size];
    EXPECT(BAD, wgkit_usage_report_read_rates(ledger, NULL, moments[size], &report, &error));
    EXPECT(
        BAD, wgkit_usage_report_read_history(
                 ledger, &one.public_key, moments[size], 1, 60, &report, &error));
    EXPECT(
        BAD, wgkit_usage_ledger_record(
                 ledger, NULL, 0, "wg0", 3, &wrong, 1, sizeof wrong, 0, &error));
    wrong = entry(1, 1, 700);
    wrong.sample.began = moments[size];
    wrong.sample.ended = -moments[size % 2 + 1];
    EXPECT(
        wrong.sample.began <= wrong.sample.ended ? WGKIT_OK : BAD,
        wgkit_usage_ledger_record(
            ledger, NULL, 0, "wg1", 3, &wrong, 1, sizeof wrong, INT32_MIN, &error));
  }
  EXPECT(
      BAD, wgkit_usage_ledger_record(
               ledger, "a\nb", 3, "wg0", 3, &one, 1, sizeof one, 0, &error));
  CHECK(report == NULL);
  EXPECT(WGKIT_OK, wgkit_usage_report_read(ledger, NULL, INT64_MIN, INT64_MAX, &report, &error));
  CHECK(wgkit_usage_report_free(report) == WGKIT_OK);
  report = NULL;

  sentence("fault 93: metrics fit or are not written");
  size = 0;
  EXPECT(WGKIT_OK, wgkit_usage_ledger_metrics(ledger, NULL, 0, &size, &error));
  CHECK(size > 100 && size < sizeof text);
  memset(text, 0x5a, sizeof text);
  EXPECT(
      WGKIT_ERROR_BUFFER_TOO_SMALL,
      wgkit_usage_ledger_metrics(ledger, text, size - 1, &size, &error));
  CHECK(text[0] == 0x5a);
  EXPECT(WGKIT_OK, wgkit_usage_ledger_metrics(ledger, text, size, &size, &error));
  CHECK(strlen(text) == size - 1 && text[size] == 0x5a);

  sentence("a peer that was never seen is not found");
  one.public_key.bytes[0] = 9;
  EXPECT(WGKIT_ERROR_NOT_FOUND, wgkit_usage_ledger_forget(ledger, &one.public_key, &error));

  sentence("fault 94: a ledger that was closed is told apart, and NULL and others are none");
  CHECK(wgkit_usage_ledger_free(ledger) == WGKIT_OK);
  CHECK(wgkit_usage_ledger_free(ledger) == STALE);
  test_no_ledger(ledger, STALE);
  test_no_ledger(NULL, BAD);
  test_no_ledger((wgkit_usage_ledger *)(void *)&failures, STALE);
  CHECK(wgkit_usage_ledger_free(NULL) == WGKIT_OK && wgkit_usage_report_free(NULL) == WGKIT_OK);
  CHECK(wgkit_usage_error_free((wgkit_usage_error *)(void *)text) == STALE);
  CHECK(wgkit_usage_error_message(NULL)[0] == 0);
  conclude();
  return failures != 0;
}
