/* SQLite's C library, with the one macro that Swift cannot import as a constant. */
#ifndef WGKIT_CSQLITE_H
#define WGKIT_CSQLITE_H

#include <sqlite3.h>

/* Binds bytes that SQLite copies at once: SQLITE_TRANSIENT is a cast. */
static inline int wgkit_bind_bytes(sqlite3_stmt *statement, int place, const void *bytes, int count) {
  return sqlite3_bind_blob(statement, place, bytes, count, SQLITE_TRANSIENT);
}

static inline int wgkit_bind_text(sqlite3_stmt *statement, int place, const void *text, int count) {
  return sqlite3_bind_text(statement, place, (const char *)text, count, SQLITE_TRANSIENT);
}

#endif
