/* wgkit-usage.h: the traffic of WireGuard's peers over time, kept in a file.
 *
 * Link with -lwgkit-usage. The library needs the C library, libmnl and SQLite (libsqlite3), nothing else:
 * not libwgkit, of whose header it takes the types and the statuses alone. Both may be in one program.
 *
 * The rules are those that the first comment of wgkit.h has: status and errors, handles, buffers,
 * arrays, threads. Errors are of a type of their own, wgkit_usage_error, and so are the functions for
 * them. A ledger is not for the child of a fork(2), where every function answers
 * WGKIT_ERROR_INVALID_HANDLE; open another one there.
 *
 * All of this may change with each 0.x.
 *
 * Everything here is C89 with <stdint.h>, and C++11. */
#ifndef WGKIT_USAGE_H
#define WGKIT_USAGE_H

#include "wgkit.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Version ------------------------------------------------------------------------------- */

/* The version of the library as text, "0.1.0".
 * Threads: any. The text lives as long as the library is loaded. */
WGKIT_API const char *wgkit_usage_version(void);

/* ---- Errors -------------------------------------------------------------------------------- */

/* What went wrong, with what, and what to do about it. */
typedef struct wgkit_usage_error wgkit_usage_error;

/* The status that the failed call returned; WGKIT_OK for NULL, and WGKIT_ERROR_INVALID_HANDLE for
 * what is no error object.
 * Threads: any, shared. */
WGKIT_API wgkit_status wgkit_usage_error_code(const wgkit_usage_error *error);

/* A sentence for people, UTF-8, without a secret. Never NULL: it is empty for NULL, and says so for
 * what is no error object.
 * Threads: any, shared; the text lives until the error is freed, by whichever thread. */
WGKIT_API const char *wgkit_usage_error_message(const wgkit_usage_error *error);

/* The system's error number, when a system call or the kernel's answer was the cause; otherwise 0.
 * Threads: any, shared. */
WGKIT_API int wgkit_usage_error_errno(const wgkit_usage_error *error);

/* Frees an error object and its message.
 * Errors: WGKIT_ERROR_INVALID_HANDLE, by status only.
 * Threads: any. */
WGKIT_API wgkit_status wgkit_usage_error_free(wgkit_usage_error *error);

/* ---- Ledgers ------------------------------------------------------------------------------- */

/* A file in which traffic is counted, open. */
typedef struct wgkit_usage_ledger wgkit_usage_ledger;

/* Options of wgkit_usage_ledger_open. */
/* A ledger that is not there is an error; otherwise it is made, with mode 0600. */
#define WGKIT_USAGE_MUST_EXIST 0x1u

/* Opens a ledger. Other writers are waited for `patience` milliseconds, now and later.
 * Errors: WGKIT_ERROR_NEWER_VERSION for one that a later version has made,
 * WGKIT_ERROR_DAMAGED_DATABASE for a file that is none, WGKIT_ERROR_NOT_FOUND,
 * WGKIT_ERROR_UNSAFE_FILE for a link and all that is no file, WGKIT_ERROR_PERMISSION_DENIED,
 * WGKIT_ERROR_TIMED_OUT, WGKIT_ERROR_OUT_OF_RESOURCES, WGKIT_ERROR_SYSTEM,
 * WGKIT_ERROR_INVALID_ARGUMENT, WGKIT_ERROR_TOO_LARGE.
 * Threads: any; waits for the file. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_usage_ledger_open(
    const char *path, size_t path_length, uint32_t options, uint32_t patience,
    wgkit_usage_ledger **ledger, wgkit_usage_error **error);

/* Closes a ledger.
 * Errors: WGKIT_ERROR_INVALID_HANDLE, by status only.
 * Threads: any. */
WGKIT_API wgkit_status wgkit_usage_ledger_free(wgkit_usage_ledger *ledger);

/* Reads a device and adds what its peers have sent and received since the time before, in one
 * transaction. `netns` is a path from / on, pid: and a process's number, or a name that ip(8) gave;
 * NULL is the namespace of the calling thread. A day ends where clocks are `offset` seconds ahead of
 * UTC. Needs CAP_NET_ADMIN in the namespace.
 * Errors: those of wgkit_device_read, WGKIT_ERROR_TIMED_OUT for another writer,
 * WGKIT_ERROR_OUT_OF_RESOURCES for a full disk, WGKIT_ERROR_DAMAGED_DATABASE,
 * WGKIT_ERROR_PERMISSION_DENIED, WGKIT_ERROR_SYSTEM, WGKIT_ERROR_INVALID_HANDLE. Nothing was added then.
 * Threads: any, shared; waits for the kernel and for the file. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_usage_ledger_collect(
    wgkit_usage_ledger *ledger, const char *netns, size_t netns_length, const char *name,
    size_t name_length, int32_t offset, wgkit_usage_error **error);

/* Collects, and then removes a peer from the device; `last` receives its last counters, and may be NULL.
 * Errors: those of wgkit_usage_ledger_collect, WGKIT_ERROR_NOT_FOUND when the device does not have the
 * peer. Nothing is removed that was not counted.
 * Threads: any, shared; waits for the kernel and for the file. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_usage_ledger_remove_peer(
    wgkit_usage_ledger *ledger, const char *netns, size_t netns_length, const char *name,
    size_t name_length, const wgkit_public_key *peer, int32_t offset, wgkit_usage_sample *last,
    wgkit_usage_error **error);

/* A sample and whose it is. */
typedef struct wgkit_usage_entry {
  wgkit_public_key public_key;
  wgkit_usage_sample sample;
} wgkit_usage_entry;

/* Adds samples that the caller has read from one device, a sample each of its peers, in one transaction.
 * The same ones again change nothing. `netns` is any text without control characters that is always the
 * same for a namespace; NULL for the caller's own. `time` says which day the traffic is of, and must be
 * known: what has none, or a reading that ends before it begins, is an invalid argument.
 * Errors: those of wgkit_usage_ledger_collect, but for the device; WGKIT_ERROR_INVALID_NAME.
 * Threads: any, shared; waits for the file. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_usage_ledger_record(
    wgkit_usage_ledger *ledger, const char *netns, size_t netns_length, const char *name,
    size_t name_length, const wgkit_usage_entry *entries, size_t count, size_t stride,
    int32_t offset, wgkit_usage_error **error);

/* Forgets all that was counted of a peer, on every interface.
 * Errors: WGKIT_ERROR_NOT_FOUND, and those of wgkit_usage_ledger_collect for the file.
 * Threads: any, shared; waits for the file. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_usage_ledger_forget(
    wgkit_usage_ledger *ledger, const wgkit_public_key *peer, wgkit_usage_error **error);

/* What Prometheus is told of all that was counted, in its text format.
 * Errors: WGKIT_ERROR_BUFFER_TOO_SMALL, and those of wgkit_usage_ledger_collect for the file.
 * Threads: any, shared; waits for the file. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_usage_ledger_metrics(
    wgkit_usage_ledger *ledger, char *text, size_t capacity, size_t *size,
    wgkit_usage_error **error);

/* ---- Reports ------------------------------------------------------------------------------- */

/* An answer of a ledger: records, rates or intervals, whichever it was asked for. Where a function takes
 * a peer, NULL means all of them. */
typedef struct wgkit_usage_report wgkit_usage_report;

/* What a peer has sent and received in a period. */
typedef struct wgkit_usage_record {
  wgkit_public_key public_key;
  wgkit_interface_name interface_name;
  uint64_t received_bytes;
  uint64_t sent_bytes;
  /* When it was first seen, in seconds since 1970: what it did before was not counted. */
  int64_t first_seen;
  /* The first day of the period, since 1970-01-01; 0 for everything. */
  int64_t first_day;
  /* Where the interface is; empty for the collector's own namespace. */
  const char *netns;
  uint64_t reserved[2];
} wgkit_usage_record;

/* What peers have sent and received on the days from `first_day` on, since 1970-01-01, and before
 * `end_day`; with 0 and 0 everything that was ever counted.
 * Errors: those of wgkit_usage_ledger_collect for the file.
 * Threads: any, shared; waits for the file. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_usage_report_read(
    wgkit_usage_ledger *ledger, const wgkit_public_key *peer, int64_t first_day, int64_t end_day,
    wgkit_usage_report **report, wgkit_usage_error **error);

/* The same for each month with traffic, one record for each of them.
 * Errors: those of wgkit_usage_report_read.
 * Threads: any, shared; waits for the file. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_usage_report_read_months(
    wgkit_usage_ledger *ledger, const wgkit_public_key *peer, wgkit_usage_report **report,
    wgkit_usage_error **error);

/* The records as an array; none in a report of another kind.
 * Errors: WGKIT_ERROR_INVALID_HANDLE.
 * Threads: any, shared; the array lives until the report is freed. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_usage_report_records(
    const wgkit_usage_report *report, const wgkit_usage_record **records, size_t *count,
    size_t *stride, wgkit_usage_error **error);

/* How fast a peer sends and receives. */
typedef struct wgkit_usage_rate {
  wgkit_public_key public_key;
  wgkit_interface_name interface_name;
  /* The milliseconds that were measured; 0 when nothing was, and the numbers below mean nothing. */
  int64_t milliseconds;
  uint64_t received_bytes_per_second;
  uint64_t sent_bytes_per_second;
  /* Where the interface is; empty for the collector's own namespace. */
  const char *netns;
  uint64_t reserved[2];
} wgkit_usage_rate;

/* How fast peers sent and received in the five minutes before a moment, which is in seconds since 1970.
 * Errors: those of wgkit_usage_report_read, WGKIT_ERROR_INVALID_ARGUMENT for what no clock shows.
 * Threads: any, shared; waits for the file. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_usage_report_read_rates(
    wgkit_usage_ledger *ledger, const wgkit_public_key *peer, int64_t now,
    wgkit_usage_report **report, wgkit_usage_error **error);

/* The rates as an array; none in a report of another kind.
 * Errors: WGKIT_ERROR_INVALID_HANDLE.
 * Threads: any, shared; the array lives until the report is freed. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_usage_report_rates(
    const wgkit_usage_report *report, const wgkit_usage_rate **rates, size_t *count,
    size_t *stride, wgkit_usage_error **error);

/* Flags of wgkit_usage_interval. */
/* The numbers mean something; otherwise it is a gap: nobody measured. */
#define WGKIT_USAGE_IS_MEASURED 0x1u

/* A part of a history. */
typedef struct wgkit_usage_interval {
  /* When it begins, in seconds since 1970-01-01 00:00 UTC, and its length. */
  int64_t start;
  int64_t seconds;
  uint64_t received_bytes_per_second;
  uint64_t sent_bytes_per_second;
  /* WGKIT_USAGE_IS_MEASURED. */
  uint32_t flags;
  uint32_t reserved;
} wgkit_usage_interval;

/* How fast a peer sent and received, in intervals of `step` seconds, 60 to 86400, over the 1 to 24
 * `hours` before a moment; all interfaces that have had it together.
 * Errors: WGKIT_ERROR_NOT_FOUND for a peer that was never seen, WGKIT_ERROR_INVALID_ARGUMENT, and those
 * of wgkit_usage_report_read.
 * Threads: any, shared; waits for the file. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_usage_report_read_history(
    wgkit_usage_ledger *ledger, const wgkit_public_key *peer, int64_t now, uint32_t hours,
    uint32_t step, wgkit_usage_report **report, wgkit_usage_error **error);

/* The intervals as an array, the first one first; none in a report of another kind.
 * Errors: WGKIT_ERROR_INVALID_HANDLE.
 * Threads: any, shared; the array lives until the report is freed. */
WGKIT_API WGKIT_MUST_USE wgkit_status wgkit_usage_report_intervals(
    const wgkit_usage_report *report, const wgkit_usage_interval **intervals, size_t *count,
    size_t *stride, wgkit_usage_error **error);

/* Frees a report with its arrays.
 * Errors: WGKIT_ERROR_INVALID_HANDLE, by status only.
 * Threads: any; see ARRAYS in wgkit.h. */
WGKIT_API wgkit_status wgkit_usage_report_free(wgkit_usage_report *report);

#ifdef __cplusplus
}
#endif

#endif
