/* Texts that the tests of configuration documents share. */
#ifndef WGKIT_TESTS_TEXTS_H
#define WGKIT_TESTS_TEXTS_H

#include <wgkit.h>

/* Made up, and used nowhere. */
#define PRIVATE "yAnz5TF+lXXJte14tji3zlMNq+hd2rYUIgJBgB3fBmk="
#define PRESHARED "/UwcSPg38hW/D9Y3tcS1FOV0K1wuURMbS0sesJEP5ak="
#define ANNA "xTIBA5rboUvnH4htodjb6e697QjLERt1NAB4mZqp8Dg="
#define BERT "TrMvSoP4jYQlY6RIzBgbssQqY3vxI2Pi+y71lOWWXX0="
#define CORA "gN65BkIKy1eCE9pP1wdc8ROUtkHLF2PfAqYdyYBz6EA="

/* Every key, a named peer, a disabled one, and one with a sign in front of an allowed IP. */
extern const char whole_text[];
/* A key where none belongs. */
extern const char secret_nonsense[];
extern char bad_buffer[8];

extern wgkit_public_key anna, bert, cora, dora;

void make_keys(void);

/* A text of the dialect of wg-quick, parsed. */
wgkit_document *parsed(const char *text);

/* A document's text, for the caller to free. */
char *text_of(const wgkit_document *document);

/* A place that is misaligned for every type, and whether nothing was written there. */
void *crooked(void);
int crooked_is_untouched(void);

#endif
