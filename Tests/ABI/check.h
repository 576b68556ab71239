/* What the C tests share: a sentence for each check, and a count of those that failed. */
#ifndef WGKIT_TESTS_CHECK_H
#define WGKIT_TESTS_CHECK_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wgkit.h>

extern int check_failures;

/* Prints the sentence's outcome. Checks within a sentence are collected with `check`. */
void sentence(const char *text);
void check_at(int holds, const char *what, const char *file, int line);
int finish(void);

#define CHECK(condition) check_at(!!(condition), #condition, __FILE__, __LINE__)

/* A call whose last argument is `&error`: it must end with the status, and an error object must be
 * there and agree when it is not WGKIT_OK. */
#define EXPECT(wanted, call)                                                     \
  do {                                                                           \
    wgkit_error *error = (wgkit_error *)&check_failures;                         \
    wgkit_status got = (call);                                                   \
    check_status(wanted, got, error, #call, __FILE__, __LINE__);                 \
  } while (0)
void check_status(
    wgkit_status wanted, wgkit_status got, wgkit_error *error, const char *call, const char *file,
    int line);

/* Calls a test with NULL and with everything else that is no living handle of its type: a freed one,
 * ones of other types, and what never was one. */
void each_no_handle(void (*test)(const void *handle, wgkit_status wanted), const void *freed);

/* The tests, one file a topic. */
void test_version(void);
void test_errors(void);
void test_keys(void);
void test_key_texts(void);
void test_handles(void);
void test_layouts(void);
void test_addresses(void);
void test_namespaces(void);
void test_updates(void);
void test_lists(void);
void test_threads(void);
void test_documents(void);
void test_configs(void);
void test_templates(void);
void test_files(void);
void test_folders(void);
void test_readdress(void);
void test_usage(void);
void test_networks(void);
void test_profiles(void);
void test_parallel_edits(void);
void test_devices(void);
void test_kernel_updates(void);
void test_kernel_sync(void);
void test_kernel_links(void);
void test_kernel_reload(void);
void test_kernel_documents(void);
void test_kernel_nat(void);

#endif
