"""What belongs on paper is read from a finished page as elements and texts."""

from __future__ import annotations

from sitegen.output import paper_tree
from sitegen.output.paper_tree import PaperElement

ADDRESS = "https://www.exampleshire.example/reviews/scr1/"


def body(html: str, template: str = "page") -> list[PaperElement | str]:
    """Read a page and return what its body holds."""
    page = f'<html lang="en-GB"><title> A  page </title><body data-template="{template}">{html}'
    return paper_tree.read(page, ADDRESS)["body"]["body"]


def shape(part: PaperElement | str) -> object:
    """Write an element as its tag and what it holds, for short."""
    return part if isinstance(part, str) else (part["tag"], *map(shape, part["body"]))


def shapes(html: str, template: str = "page") -> list[object]:
    """Read a page and return the shape of what its body holds."""
    return [shape(part) for part in body(html, template)]


def test_a_page_has_a_title_a_language_and_a_template() -> None:
    page = paper_tree.read(
        '<html lang="cy"><title> A  page </title><body data-template="review">', ADDRESS
    )
    assert (page["title"], page["lang"], page["template"]) == ("A page", "cy", "review")


def test_a_page_without_them_has_its_address_and_english() -> None:
    page = paper_tree.read("<p>Words", ADDRESS)
    assert (page["title"], page["lang"], page["template"]) == (ADDRESS, "en", "")


def test_what_is_for_screens_alone_is_not_there() -> None:
    html = (
        '<nav class="breadcrumb">a</nav><form>b</form><svg><title>c</title></svg><script>d</script>'
        '<p>A <span class="hidden">e</span>word</p><p hidden>f</p>'
    )
    assert shapes(html) == [("p", "A ", "word")]


def test_a_briefing_has_less() -> None:
    html = '<nav class="contents">a</nav><section class="after">b</section><p>c</p>'
    assert len(shapes(html)) == 3
    assert shapes(html, "briefing") == [("p", "c")]


def test_words_between_blocks_are_paragraphs_and_spaces_are_none() -> None:
    assert shapes("<div> One <b>two</b> <p>three</p> four </div> ") == [
        ("div", ("p", " One ", ("b", "two"), " "), ("p", "three"), ("p", " four "))
    ]


def test_words_in_an_item_or_a_cell_stand_as_they_are() -> None:
    assert shapes("<ul> <li>one</li>\n<li><p>two</p></li> </ul>") == [
        ("ul", ("li", "one"), ("li", ("p", "two")))
    ]
    assert shapes("<table><tr><td>a</td></tr></table>") == [
        ("table", ("tbody", ("tr", ("td", "a"))))
    ]


def test_a_list_of_facts_holds_its_items_alone() -> None:
    assert shapes("<dl><div><dt>a</dt> <dd>b</dd></div><dt>c</dt><dd>d</dd></dl>") == [
        ("dl", ("dt", "a"), ("dd", "b"), ("dt", "c"), ("dd", "d"))
    ]


def test_a_link_round_a_block_is_a_block() -> None:
    assert shapes('<a href="/a/"><h2>A</h2></a> words') == [
        ("a", ("h2", "A")),
        ("p", " words"),
    ]


def targets(html: str) -> list[str]:
    """Return where the links of a page lead."""
    paragraph = body(f"<p>{html}</p>")[0]
    assert not isinstance(paragraph, str)
    return [part["to"] for part in paragraph["body"] if not isinstance(part, str)]


def test_links_lead_to_whole_addresses_or_to_places_on_the_page() -> None:
    html = (
        '<a href="/a/#b">1</a><a href="../c/">2</a><a href="tel:999">3</a><a id="d" href="#d">4</a>'
    )
    assert targets(html) == [
        "https://www.exampleshire.example/a/#b",
        "https://www.exampleshire.example/reviews/c/",
        "tel:999",
        "#d",
    ]


def test_a_link_to_a_place_that_is_not_on_paper_leads_to_the_page() -> None:
    assert targets('<a href="#gone">1</a>') == [f"{ADDRESS}#gone"]
    row = '</p><table><tr id="row"><td>a</table>'
    assert targets(f'<a href="#row">1</a>{row}') == [f"{ADDRESS}#row"]


def test_only_the_first_of_two_places_of_one_name_is_one() -> None:
    first, second, _ = body('<h2 id="a">1</h2><h2 id="a">2</h2><p><a href="#a">3</a></p>')
    assert not isinstance(first, str)
    assert not isinstance(second, str)
    assert (first.get("id"), second.get("id")) == ("a", None)


def test_a_table_knows_its_width_and_its_cells_how_far_they_go() -> None:
    [table] = body("<table><tr><td colspan=2>a<td rowspan=3>b<tr><td>c<td>d</table>")
    assert not isinstance(table, str)
    assert table["columns"] == 3
    assert shape(table) == (
        "table",
        ("tbody", ("tr", ("td", "a"), ("td", "b")), ("tr", ("td", "c"), ("td", "d"))),
    )


def test_a_picture_has_its_address_and_its_words() -> None:
    [paragraph] = body('<p><img src="../a.png" alt="A lamp"></p>')
    assert not isinstance(paragraph, str)
    picture = paragraph["body"][0]
    assert not isinstance(picture, str)
    assert picture["picture"] == "https://www.exampleshire.example/reviews/a.png"
    assert picture["alt"] == "A lamp"
