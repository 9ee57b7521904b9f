/* html: what is taken of a page and what is left out, the dates, the encodings, and pages that are
 * broken, deep or huge. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "intake/article.h"
#include "intake/date.h"
#include "intake/html/page.h"
#include "text/utf8.h"

struct fixture {
    struct world *world;
    struct arena arena;
};

static int open_fixture(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    struct onr_error error;
    if (!f || world_open(&f->world, &error) != ONR_OK)
        return -1;
    arena_init(&f->arena, 1 << 16);
    *state = f;
    return 0;
}

static int close_fixture(void **state)
{
    struct fixture *f = *state;
    world_close(f->world);
    arena_release(&f->arena);
    free(f);
    return 0;
}

static struct page read_bytes(struct fixture *f, struct str bytes, const char *url)
{
    struct page page;
    arena_reset(&f->arena);
    page_read(&page, &f->arena, f->world, bytes, &(struct page_source){.url = str_of(url)});
    assert_true(utf8_invalid(page.text) == SIZE_MAX);
    return page;
}

static struct page read_page(struct fixture *f, const char *html)
{
    return read_bytes(f, str_of(html), "");
}

static void assert_text(struct str got, const char *wanted)
{
    assert_int_equal(got.n, strlen(wanted));
    assert_memory_equal(got.s, wanted, got.n);
}

static bool holds(struct str text, const char *needle)
{
    return str_find(text, str_of(needle), 0) != SIZE_MAX;
}

#define FIRST \
    "The harbour of Wexmouth will be dredged next spring, the port authority said on Monday."
#define SECOND \
    "Work had been put off three times since the storm, and fishermen had called for it to begin."

static const char PAGE[] =
    "<!DOCTYPE html><html lang=en><head><title>Wexmouth harbour to be dredged | The Wexmouth "
    "Post</title>\n<meta property='og:site_name' content='The Wexmouth Post'>\n"
    "<link rel=canonical href='https://post.example/harbour'>\n"
    "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Wexmouth harbour "
    "to be dredged\",\"datePublished\":\"2024-11-04T08:30:00Z\",\"dateModified\":\"2024-11-05\","
    "\"author\":[{\"@type\":\"Person\",\"name\":\"Ada Quill\"},{\"name\":\"Ben Ode\"}]}</script>\n"
    "</head><body>\n<nav><ul><li><a href=/>Home</a><li><a href=/sport>Sport</a></ul></nav>\n"
    "<div class='cookie-banner'><p>We and our partners keep cookies on your device to count how "
    "often our pages are read, and you can refuse them at any time.</p></div>\n"
    "<article><h1>Wexmouth harbour to be dredged</h1>\n"
    "<p class=standfirst>After three winters of silt, the money for the ships has been found.</p>\n"
    "<div class=byline>By Ada Quill and Ben Ode</div>\n"
    "<ul class='share-buttons'><li><a href=#>Facebook</a><li><a href=#>Mail</a></ul>\n"
    "<div class=article-body><p>WEXMOUTH &mdash; " FIRST "</p>\n"
    "<figure><img src=a.jpg><figcaption>Boats lie on the mud at low tide last week, waiting for "
    "water to return.</figcaption></figure>\n"
    "<p>" SECOND "</p>\n<blockquote>We have waited long enough for this, said Tom Eel, who owns "
    "two boats.</blockquote>\n<p>The plan has three parts:</p>\n<ul><li>a deeper channel;"
    "<li>a new quay wall;<li>a lighthouse.</ul>\n<h2>What it costs</h2>\n"
    "<p>The council pays a third of the four million pounds that the work will cost.</p></div>\n"
    "<aside class=related><h3>Related articles</h3><p><a href=/x>A ferry ran aground on the bank "
    "off Wexmouth in the fog of last Tuesday morning.</a></p></aside>\n"
    "<div id=comments><h3>2 comments</h3><p>I have said for years that this harbour should be "
    "dredged, and nobody at the council listened.</p></div></article>\n"
    "<footer><p>The Wexmouth Post is published by Example Press and printed every day of the week "
    "but Sunday.</p></footer></body></html>";

static void test_parts(void **state)
{
    static const char *const kept[] = {"After three winters of silt",
                                       "WEXMOUTH \xe2\x80\x94 " FIRST "\n\n",
                                       "\n\n" SECOND "\n\n",
                                       "\n\n"
                                       "We have waited long enough",
                                       "\n\na deeper channel;\n\n",
                                       "\n\nWhat it costs\n\nThe council pays"};
    static const char *const left[] = {"cookies",  "Facebook",  "Boats lie",     "Related", "ferry",
                                       "comments", "nobody at", "Example Press", "Sport"};
    struct page page = read_page(*state, PAGE);
    assert_text(page.title, "Wexmouth harbour to be dredged");
    assert_text(page.authors, "Ada Quill\nBen Ode");
    assert_text(page.source, "The Wexmouth Post");
    assert_text(page.url, "https://post.example/harbour");
    assert_text(page.language, "en");
    assert_text(page.published, "2024-11-04T08:30:00Z");
    assert_text(page.modified, "2024-11-05");
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        assert_true(holds(page.text, kept[i]));
    for (size_t i = 0; i < sizeof left / sizeof *left; i++)
        assert_false(holds(page.text, left[i]));
}

static void test_dates(void **state)
{
    static const struct {
        const char *html, *url, *date;
    } cases[] = {
        {"<script type=application/ld+json>{\"datePublished\":\"2024-11-01\"}</script>"
         "<meta property=article:published_time content=2024-11-02>",
         "", "2024-11-01"},
        {"<meta property=article:published_time content=2024-11-02><time datetime=2024-11-03>x"
         "</time>",
         "", "2024-11-02"},
        {"<time itemprop=datePublished datetime=2024-11-03>Sunday</time>", "/2024/11/04/a",
         "2024-11-03"},
        {"", "https://post.example/2024/11/04/harbour", "2024-11-04"},
        {"<p class=date>Published: 5 November 2024</p>", "", "2024-11-05"},
        {"", "https://post.example/12024/11/04", ""},
        {"<script "
         "type=application/ld+json>{\"@type\":\"VideoObject\",\"uploadDate\":\"2024-10-30\"}"
         "</script><meta name=pubdate content=2024-11-02>",
         "", "2024-11-02"},
        {"<script type=application/ld+json>{\"@type\":\"Report\",\"dateCreated\":\"2024-10-30\","
         "\"datePublished\":\"2024-11-01\"}</script>",
         "", "2024-11-01"},
        {"<script type=application/ld+json><!-- {\"headline\":\"line\nend\",,\"datePublished\""
         ":\"2024-11-06\",} --></script>",
         "", "2024-11-06"},
        {"<title>Wexmouth harbour | Post</title><p>Friday, 15 November 2024</p><nav><h1>Post</h1>"
         "</nav><h1>Wexmouth harbour</h1><nav><p>On 1 May 2024</p></nav><div>By <b>Ada Smith</b>, "
         "posted on November <i>12</i>, 2024</div>",
         "", "2024-11-12"},
        /* what the place calls the day goes before what universal time does */
        {"<meta property=article:published_time content=2024-11-05T02:25:54Z>",
         "https://post.example/2024/11/04/harbour", "2024-11-04"},
        {"<meta property=article:published_time content=2024-11-04T23:25:54Z>",
         "https://post.example/2024/11/05/harbour", "2024-11-05"},
        {"<meta property=article:published_time content=2024-11-05T22:25:54+02:00>",
         "https://post.example/2024/11/04/harbour", "2024-11-05T22:25:54+02:00"},
        {"<meta property=article:published_time content=2024-11-05T02:25:54Z>"
         "<time datetime='2024-11-04 21:25:54'>yesterday</time>",
         "", "2024-11-04T21:25:54-05:00"},
        {"<meta property=article:published_time content=2024-11-05T02:25:54Z>"
         "<time datetime=2024-11-05T11:25:54+09:00>today</time>",
         "", "2024-11-05T11:25:54+09:00"},
        {"<meta property=article:published_time content=2024-11-05T02:25:54Z>"
         "<time datetime='2024-11-04 20:10:00'>another story</time>",
         "", "2024-11-05T02:25:54Z"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char html[1024];
        snprintf(html, sizeof html, "%s<p>" FIRST "</p><p>" SECOND "</p>", cases[i].html);
        struct page page = read_bytes(*state, str_of(html), cases[i].url);
        char iso[DATE_LENGTH] = "";
        int32_t day;
        date_normalise(page.published, iso, &day);
        assert_string_equal(iso, cases[i].date);
    }
}

/* the heading that is the name of the site is not the headline; words that are marked up as a
 * dateline do not take their paragraph along */
static void test_headline_and_dateline(void **state)
{
    static const char *const titles[] = {
        "<title>Wexmouth harbour to be dredged | The Wexmouth Post</title>",
        "<title>The Wexmouth Post: Wexmouth harbour to be dredged</title>",
        "<title>The Wexmouth Post</title><meta property=og:site_name content='The Wexmouth Post'>"
        "<meta property=og:title content='Wexmouth harbour to be dredged'>",
    };
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++) {
        char html[1024];
        snprintf(html, sizeof html,
                 "%s<body><h1>The Wexmouth Post</h1><h2>Wexmouth harbour to be dredged</h2>"
                 "<p><span class=dateline>WEXMOUTH &#8211; </span>" FIRST "</p><p>" SECOND "</p>",
                 titles[i]);
        struct page page = read_page(*state, html);
        assert_text(page.title, "Wexmouth harbour to be dredged");
        assert_text(page.text, "WEXMOUTH \xe2\x80\x93 " FIRST "\n\n" SECOND);
    }
}

/* Between headline and story: the lead, once, however far the story is, and the dateline stay; the
 * lines with day and author, a credit and the headlines of other stories do not. */
static void test_front(void **state)
{
    static const char html[] =
        "<title>Wexmouth harbour to be dredged | Post</title><meta name=author content='Ada Quill'>"
        "<body><h1>Wexmouth harbour to be dredged</h1><div><p>The money for three ships has been "
        "found, the council says, and the quay is to be mended.</p><ul><li>a<li>b<li>c<li>d<li>e"
        "<li>f<li>g<li>h<li>i<li>j<li>k<li>l<li>m<li>n<li>o<li>p</ul>"
        "<h3>A ferry ran aground on the bank off Wexmouth in the fog of last Tuesday</h3></div>"
        "<div class=article-body><p>The money for three ships has been found, the council says, "
        "and the quay is to be mended.</p><p>Updated 4 November 2024, 8:30 a.m.</p>"
        "<h4>4 November 2024</h4><p>By Staff Writer</p><p>WEXMOUTH, Nov. 4, 2024 "
        "&mdash;</p><p>" FIRST "</p><p>Photo: Ada Quill</p><p>" SECOND
        "</p><p>It ends on 5 May 2025.</p></div>";
    struct page page = read_page(*state, html);
    assert_text(page.text,
                "The money for three ships has been found, the council says, and the quay is to be "
                "mended.\n\nWEXMOUTH, Nov. 4, 2024 \xe2\x80\x94\n\n" FIRST "\n\n" SECOND
                "\n\nIt ends on 5 May 2025.");
}

static void test_charsets(void **state)
{
    static const struct {
        const char *head, *word, *charset;
    } cases[] = {
        {"\xef\xbb\xbf<meta charset=iso-8859-1>", "Caf\xc3\xa9", "utf-8"},
        {"<meta charset=iso-8859-2>", "Caf\xe9", "iso-8859-2"},
        {"<meta charset=koi8-r>", "Caf\xc3\xa9", "utf-8"},   /* lies: the bytes are UTF-8 */
        {"<meta charset=utf-8>", "Caf\xe9", "windows-1252"}, /* lies the other way */
        {"<meta charset=nonesuch>", "Caf\xe9", "windows-1252"},
        {"", "Caf\xc3\xa9", "utf-8"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char html[512];
        snprintf(html, sizeof html, "%s<body><p>%s. " FIRST "</p>", cases[i].head, cases[i].word);
        struct page page = read_page(*state, html);
        assert_true(str_starts(page.text, STR("Caf\xc3\xa9. The harbour")));
        assert_string_equal(page.charset, cases[i].charset);
    }
    static const char ascii[] = "<p>" FIRST "</p>";
    char wide[2 * sizeof ascii] = "\xff\xfe";
    for (size_t i = 0; i + 1 < sizeof ascii; i++)
        wide[2 + 2 * i] = ascii[i];
    struct page page = read_bytes(*state, (struct str){wide, sizeof wide}, "");
    assert_text(page.text, FIRST);
    assert_string_equal(page.charset, "utf-16le");
}

static void test_broken(void **state)
{
    struct page page = read_page(*state, "<div><p>" FIRST "<p>" SECOND "</div></b></article><p");
    assert_text(page.text, FIRST "\n\n" SECOND);
    page = read_page(*state, "<p class='x>" FIRST "</p><p>" SECOND "</p>");
    assert_true(holds(page.text, SECOND));
    page = read_page(*state, "<!-- never closed <p>" FIRST "</p><script>x");
    assert_true(page.text.n == 0 || holds(page.text, "harbour"));
    page = read_page(*state, "<script>x</script><noscript><p>" FIRST "</p></noscript>");
    assert_text(page.text, FIRST);
    page = read_page(*state, "<p>" FIRST "</p><noscript><p>" SECOND "</p></noscript>");
    assert_text(page.text, FIRST);
    static const char nul[] =
        "<p>The har\0bour of Wexmouth will be dred&#0;ged next spring, the port "
        "authority said on Monday.</p>";
    page = read_bytes(*state, (struct str){nul, sizeof nul - 1}, "");
    assert_null(memchr(page.text.s, 0, page.text.n));
    assert_true(holds(page.text, "next spring"));
    assert_int_equal(read_page(*state, "").text.n, 0);
    assert_int_equal(read_page(*state, "<html><body></body></html>").text.n, 0);
}

/* declared entities mean nothing in HTML: none is expanded, none fetched */
static void test_entities(void **state)
{
    struct page page = read_page(
        *state, "<!DOCTYPE html [<!ENTITY a \"haha\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY f SYSTEM "
                "\"file:///etc/passwd\">]><p>" FIRST " &b; &f; &copy; &amp;amp; &#8364;</p>");
    assert_false(holds(page.text, "haha"));
    assert_false(holds(page.text, "root:"));
    assert_true(holds(page.text, "\xc2\xa9 &amp; \xe2\x82\xac"));
}

/* `head`, then `piece` n times, then a story */
static char *repeated(const char *head, const char *piece, size_t n)
{
    size_t m = strlen(piece), start = strlen(head);
    char *html = malloc(start + n * m + sizeof "<p>" FIRST "</p><p>" SECOND "</p>");
    assert_non_null(html);
    memcpy(html, head, start);
    for (size_t i = 0; i < n; i++)
        memcpy(html + start + i * m, piece, m);
    strcpy(html + start + n * m, "<p>" FIRST "</p><p>" SECOND "</p>");
    return html;
}

static void test_huge(void **state)
{
    static const struct {
        const char *head, *piece;
        size_t n;
        bool told; /* tags too deep are counted */
    } cases[] = {
        {"<body>", "<div>", 100000, true},
        {"<body>", "<span>", 100000, true},
        {"<dl>", "<dd>x", 100000, false},
        {"<body>", "<ul><li>", 100000, true},
        {"<p>", "word word ", 400000, false},
        {"<body>", "<", 300000, false},
        {"<body>", "<p class=\"", 100001, false},
        {"<body>", "<!--", 100000, false},
        {"<body>", "<script>", 100000, false},
        {"<script type=application/ld+json>", "{\"a\":[", 100000, false},
        {"<body>", "<h1><a>", 50000, true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *html = repeated(cases[i].head, cases[i].piece, cases[i].n);
        struct page page = read_page(*state, html);
        assert_true(page.text.n <= strlen(html) + 16);
        assert_true((page.n_dropped > 0) == cases[i].told);
        if (cases[i].told)
            assert_true(holds(page.text, SECOND));
        free(html);
    }
}

/* the whole way into a document */
static enum onr_status fill(struct fixture *f, struct doc *doc, const char *bytes,
                            enum intake_form form, struct onr_error *error)
{
    struct raw_article raw;
    raw_article_init(&raw);
    raw.origin = "page.html";
    raw.form = form;
    buf_text(&raw.bytes, bytes);
    doc_reset(doc);
    enum onr_status status =
        article_fill(doc, &raw, &(struct article_tools){f->world, &f->arena}, error);
    raw_article_release(&raw);
    return status;
}

static void test_document(void **state)
{
    struct doc doc;
    struct onr_error error;
    doc_init(&doc);
    assert_int_equal(fill(*state, &doc, PAGE, INTAKE_HTML, &error), ONR_OK);
    assert_true(str_starts(doc.text, STR("Wexmouth harbour to be dredged\n\n")));
    assert_string_equal(doc_string(&doc, doc.article.modified).s, "2024-11-05");
    assert_int_equal(doc.article.byline.n, 2);
    assert_int_equal(fill(*state, &doc, "<html><p><a href=/>Home</a>", INTAKE_HTML, &error),
                     ONR_ERR_FORMAT);
    assert_non_null(strstr(error.message, "page.html: a page without an article"));
    assert_int_equal(fill(*state, &doc,
                          "{\"id\":\"7\",\"date\":\"2024-11-01\",\"html\":\"<title>Dredging to "
                          "begin</title><p>" FIRST "</p><p>" SECOND "</p>\"}",
                          INTAKE_JSONL, &error),
                     ONR_OK);
    assert_string_equal(doc.text.s, "Dredging to begin\n\n" FIRST "\n\n" SECOND);
    assert_string_equal(doc_string(&doc, doc.article.published).s, "2024-11-01");
    char *deep = repeated("<body>", "<div>", 1000);
    assert_int_equal(fill(*state, &doc, deep, INTAKE_HTML, &error), ONR_OK);
    free(deep);
    assert_string_equal(doc_string(&doc, doc.notices.v[1].code).s, "nested-too-deep");
    doc_release(&doc);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parts),
        cmocka_unit_test(test_dates),
        cmocka_unit_test(test_headline_and_dateline),
        cmocka_unit_test(test_front),
        cmocka_unit_test(test_charsets),
        cmocka_unit_test(test_broken),
        cmocka_unit_test(test_entities),
        cmocka_unit_test(test_huge),
        cmocka_unit_test(test_document),
    };
    return cmocka_run_group_tests(tests, open_fixture, close_fixture);
}
