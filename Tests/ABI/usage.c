#include "check.h"

static wgkit_usage_sample sample(uint64_t received, uint64_t sent, int64_t second) {
  wgkit_usage_sample made;
  memset(&made, 0, sizeof made);
  made.boot = made.device = 1;
  made.began = second * 1000000000;
  made.ended = made.began + 5;
  made.time = 1700000000 + second;
  made.received_bytes = received;
  made.sent_bytes = sent;
  return made;
}

void test_usage(void) {
  wgkit_usage_sample last = sample(100, 50, 60), next = sample(150, 20, 120), kept;
  wgkit_usage_delta delta;
  wgkit_usage_date date;
  uint64_t boot = 0, device = 0, other = 0;

  sentence("the structures of usage have their layout");
  CHECK(sizeof(wgkit_usage_sample) == 72 && offsetof(wgkit_usage_sample, received_bytes) == 40);
  CHECK(offsetof(wgkit_usage_sample, handshake_seconds) == 56);
  CHECK(sizeof(wgkit_usage_delta) == 24 && sizeof(wgkit_usage_date) == 16);

  sentence("samples are compared, each direction for itself, and the first adds nothing");
  EXPECT(WGKIT_OK, wgkit_usage_compare(NULL, &last, &delta, &kept, &error));
  CHECK(delta.kind == WGKIT_USAGE_BASELINE && !delta.received_bytes && !delta.sent_bytes);
  CHECK(memcmp(&kept, &last, sizeof kept) == 0);
  EXPECT(WGKIT_OK, wgkit_usage_compare(&last, &next, &delta, &last, &error));
  CHECK(delta.kind == WGKIT_USAGE_RESTART && delta.received_bytes == 50 && delta.sent_bytes == 20);
  CHECK(memcmp(&last, &next, sizeof last) == 0);
  next = sample(149, 30, 119);
  next.handshake_seconds = 7;
  EXPECT(WGKIT_OK, wgkit_usage_compare(&last, &next, &delta, &kept, &error));
  CHECK(delta.kind == WGKIT_USAGE_STALE && memcmp(&kept, &last, sizeof kept) == 0);
  next = sample(150, UINT64_MAX, 180);
  EXPECT(WGKIT_OK, wgkit_usage_compare(&last, &next, &delta, &kept, &error));
  CHECK(delta.kind == WGKIT_USAGE_GROWTH && delta.sent_bytes == UINT64_MAX - 20);

  sentence("a date is that of the caller's clocks");
  EXPECT(WGKIT_OK, wgkit_usage_date_at(1764547199, 0, &date, &error));
  CHECK(date.year == 2025 && date.month == 11 && date.day == 30);
  EXPECT(WGKIT_OK, wgkit_usage_date_at(1764547199, 3600, &date, &error));
  CHECK(date.year == 2025 && date.month == 12 && date.day == 1);
  EXPECT(WGKIT_OK, wgkit_usage_date_at(INT64_MIN, INT32_MIN, &date, &error));

  sentence("an interface has a number of its own in this start of the machine");
  EXPECT(WGKIT_OK, wgkit_usage_read_epoch(NULL, 1, &boot, &device, &error));
  EXPECT(WGKIT_OK, wgkit_usage_read_epoch(NULL, 2, &boot, &other, &error));
  CHECK(boot != 0 && device != 0 && device != other);

  sentence("fault 92: NULL and a crooked place are no place for usage");
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_usage_compare(&last, NULL, &delta, &kept, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_usage_compare(&last, &next, NULL, &kept, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_usage_compare(&last, &next, &delta, NULL, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_ARGUMENT,
      wgkit_usage_compare(
          (wgkit_usage_sample *)(void *)((char *)&last + 1), &next, &delta, &kept, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_usage_read_epoch(NULL, 1, NULL, &device, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_usage_read_epoch(NULL, 1, &boot, NULL, &error));
  EXPECT(
      WGKIT_ERROR_INVALID_HANDLE,
      wgkit_usage_read_epoch((wgkit_namespace *)(void *)&last, 1, &boot, &device, &error));
  EXPECT(WGKIT_ERROR_INVALID_ARGUMENT, wgkit_usage_date_at(0, 0, NULL, &error));
}
