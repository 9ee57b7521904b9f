/* fetch: which addresses are private, what robots.txt allows, what was visited, what feeds and
 * lists of feeds hold. Getting itself: test/fetch. */
#include <arpa/inet.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "fetch/address.h"
#include "fetch/links.h"
#include "fetch/robots.h"
#include "fetch/visited.h"

static bool is_private(const char *text)
{
    unsigned char bytes[16];
    bool six = strchr(text, ':') != NULL;
    assert_int_equal(inet_pton(six ? AF_INET6 : AF_INET, text, bytes), 1);
    return address_is_private(bytes, six);
}

static void test_addresses(void **state)
{
    static const char *const private[] = {"127.0.0.1",
                                          "10.1.2.3",
                                          "172.16.0.1",
                                          "172.31.255.255",
                                          "192.168.1.1",
                                          "169.254.1.1",
                                          "100.64.0.1",
                                          "0.0.0.0",
                                          "224.0.0.1",
                                          "255.255.255.255",
                                          "::1",
                                          "::",
                                          "fe80::1",
                                          "fc00::1",
                                          "ff02::1",
                                          "2001:db8::1",
                                          "::ffff:127.0.0.1",
                                          "2002:7f00:1::",
                                          "64:ff9b::10.0.0.1",
                                          "198.19.0.1"};
    static const char *const public[] = {"8.8.8.8",        "172.32.0.1",     "172.15.0.1",
                                         "100.128.0.1",    "192.0.1.1",      "2606:4700::1111",
                                         "2002:808:808::", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8",
                                         "223.255.255.255"};
    (void)state;
    for (size_t i = 0; i < sizeof private / sizeof *private; i++)
        assert_true(is_private(private[i]));
    for (size_t i = 0; i < sizeof public / sizeof *public; i++)
        assert_false(is_private(public[i]));
}

static void test_robots(void **state)
{
    static const char text[] =
        "# all\nUser-agent: *\nDisallow: /\n\n"
        "User-Agent: other\nuser-agent: OnRecord\nDisallow: /a # comment\nAllow: /a/b\r\n"
        "Disallow: /*.pdf$\nDisallow:\nCrawl-delay: 2.5\nDisallow: /x*y*z\n";
    static const struct {
        const char *path;
        bool allowed;
    } cases[] = {{"/", true},        {"/a", false},     {"/abc", false},   {"/a/b", true},
                 {"/a/bc", true},    {"/c.pdf", false}, {"/c.pdf?", true}, {"/xyz", false},
                 {"/x1y2z3", false}, {"/x1y2", true},   {"/b?a=/a", true}};
    (void)state;
    struct arena arena;
    struct robots robots;
    arena_init(&arena, 0);
    robots_read(&robots, &arena, str_of(text), "onrecord");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(robots_allow(&robots, str_of(cases[i].path)), cases[i].allowed);
    assert_int_equal(robots.delay_ms, 2500);
    robots_read(&robots, &arena, str_of(text), "somebody");
    assert_false(robots_allow(&robots, STR("/")));
    robots_read(&robots, &arena, STR("Crawl-delay: 1e9\n<html>"), "onrecord");
    assert_true(robots_allow(&robots, STR("/")) && robots.delay_ms == 0);
    arena_release(&arena);
}

static void test_visited(void **state)
{
    struct visited visited;
    struct onr_error error;
    char path[] = "/tmp/onrecord-test-XXXXXX";
    int fd = mkstemp(path);
    (void)state;
    assert_true(fd >= 0);
    visited_init(&visited);
    visited_add(&visited, (struct visit){STR("http://a.example/"), STR("\"1\""), {NULL, 0}});
    visited_add(&visited, (struct visit){STR("http://b.example/"), STR("b\tad"), STR("today")});
    visited_add(&visited, (struct visit){STR("http://a.example/"), STR("\"2\""), {NULL, 0}});
    assert_int_equal(visited_save(&visited, path, &error), ONR_OK);
    visited_release(&visited);
    visited_init(&visited);
    assert_int_equal(visited_load(&visited, path, &error), ONR_OK);
    assert_true(str_is(visited_find(&visited, STR("http://a.example/"))->etag, "\"2\""));
    const struct visit *b = visited_find(&visited, STR("http://b.example/"));
    assert_true(b && !b->etag.n && str_is(b->modified, "today"));
    assert_null(visited_find(&visited, STR("http://c.example/")));
    visited_release(&visited);
    visited_init(&visited);
    assert_int_equal(write(fd, "x", 1), 1);
    assert_int_equal(visited_load(&visited, "/nowhere/at/all", &error), ONR_OK);
    visited_release(&visited);
    close(fd);
    unlink(path);
}

static void test_links(void **state)
{
    struct arena arena;
    struct links links = {0};
    (void)state;
    arena_init(&arena, 0);
    links_of_opml(
        &links, &arena,
        STR("<opml><body><outline text='News'><outline xmlUrl='http://a.example/?a&amp;b'/>"
            "</outline><outline/></body></opml>"));
    assert_int_equal(links.list.n, 1);
    assert_true(str_is(links.list.v[0], "http://a.example/?a&b"));
    links_of_feed(&links, &arena,
                  STR("\n<feed><entry><title>A</title><link href='/1'/></entry><entry><link "
                      "rel='self' href='/x'/><title>B</title></entry><entry><title>C</title><link "
                      "href='/3'/></entry></feed>"));
    links_of_feed(&links, &arena, STR("<html><item><link>no</link></item></html>"));
    assert_int_equal(links.list.n, 3);
    assert_true(str_is(links.list.v[1], "/1") && str_is(links.list.v[2], "/3"));
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_addresses),
        cmocka_unit_test(test_robots),
        cmocka_unit_test(test_visited),
        cmocka_unit_test(test_links),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
