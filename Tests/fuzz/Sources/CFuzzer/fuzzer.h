/* The entry of libFuzzer for a program that has a main of its own. */
#ifndef WGKIT_FUZZER_H
#define WGKIT_FUZZER_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerRunDriver(
    int *argc, char ***argv, int (*test)(const uint8_t *bytes, size_t count));

#endif
