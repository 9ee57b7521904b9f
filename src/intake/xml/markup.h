/* markup: bytes of XML or SGML as a row of tokens. It takes anything: what is no markup is
 * text. Document types are passed over, so nothing is ever declared, expanded or fetched. */
#ifndef ONR_INTAKE_XML_MARKUP_H
#define ONR_INTAKE_XML_MARKUP_H

#include "base/arena.h"
#include "base/str.h"

enum markup_kind {
    MARKUP_TEXT,
    MARKUP_CDATA,
    MARKUP_OPEN,
    MARKUP_CLOSE,
    MARKUP_EMPTY, /* <a/> */
    MARKUP_OTHER  /* comment, declaration, processing instruction */
};

struct markup {
    enum markup_kind kind;
    struct str name;   /* of an element, prefix and all */
    struct str inside; /* the text; the contents of a CDATA section; the attributes */
    size_t start;      /* of the token in the bytes; its end is scan->at */
};

/* A scan of bytes; begin with {.bytes = …, .last = …}. */
struct markup_scan {
    struct str bytes;
    size_t at;        /* of the next token */
    bool last;        /* nothing follows the bytes */
    bool unclosed[4]; /* no end of such a section lies ahead; for markup.c */
};

/* The next token; false at the end of the bytes and, unless they are the last, where it is not
 * certain yet what is there: then scan->at stays in front of it. */
bool markup_next(struct markup_scan *scan, struct markup *token);

/* Takes the next attribute off *rest; value without its quotation marks, entities unresolved. False
 * when none is left. */
bool markup_attribute(struct str *rest, struct str *name, struct str *value);

/* the name behind its prefix */
struct str markup_local(struct str name);

/* The text with its character references and the named entities of XML and HTML resolved; itself or
 * a copy in the arena. Other references stay as they are; those to control characters become
 * spaces. */
struct str markup_resolve(struct arena *arena, struct str text);

#endif
