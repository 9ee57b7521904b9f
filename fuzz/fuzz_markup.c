/* fuzz_markup: any bytes as XML; the tree hangs together, and what is read out of it is no longer
 * than what went in could make it. */
#include "check.h"
#include "fuzz.h"
#include "intake/xml/tree.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct str input = {(const char *)bytes, n};
    struct arena arena;
    struct xml_tree tree;
    arena_init(&arena, 1 << 20);
    xml_read(&tree, &arena, input);
    CHECK(tree.nodes.n > XML_ROOT && tree.nodes.v[XML_ROOT].end == tree.nodes.n);
    for (uint32_t i = XML_ROOT + 1; i < tree.nodes.n; i++) {
        const struct xml_node *node = &tree.nodes.v[i];
        CHECK(node->end > i && node->parent < i);
        CHECK(node->end <= tree.nodes.v[node->parent].end);
        CHECK(node->first_attr + node->n_attrs <= tree.attrs.n);
    }
    CHECK(xml_prose(&tree, XML_ROOT).n <= 4 * n + 4);
    CHECK(xml_line(&tree, XML_ROOT).n <= 4 * n + 4);
    CHECK(xml_raw_text(&tree, XML_ROOT).n <= n);
    arena_release(&arena);
    return 0;
}
