"""One file of each format, and what its mark-up gives."""

from __future__ import annotations

import io
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest
from read_zoo import LETTER, pdf, reading, text_of

from saidso.nouns.document import Block, Provenance
from saidso.read import ReadOptions

STATED, GUESSED, GIVEN, UNKNOWN = Provenance.STATED, Provenance.GUESSED, Provenance.GIVEN, Provenance.UNKNOWN


def test_plain_text_with_lines_broken_at_a_margin_is_joined_and_without_is_not(tmp_path: Path) -> None:
    """A sentence is whole in one paragraph, however its file breaks lines."""
    broken = text_of(
        tmp_path,
        "The council said on Monday that two bridges had been closed\nafter shelling in the night,"
        " and that nobody had been hurt\n"
        "by it. The Front denied that it had fired on the town from\nthe hills.\n\nPress Office\nNorthern Front\n",
    )
    assert broken.text.startswith("The council said on Monday that two bridges had been closed after shelling")
    assert [p.span.of(broken.text) for p in broken.paragraphs][1:] == ["Press Office", "Northern Front"]
    lines = text_of(tmp_path, "One paragraph that ends here.\nAnother one that ends here.\nAnd a third one.\n", "b.txt")
    assert len(lines.paragraphs) == 3


def test_utf16_with_its_mark_is_text_and_what_cannot_be_seen_is_dropped(tmp_path: Path) -> None:
    """A BOM names the encoding; NUL, zero-width signs and carriage returns leave no trace, letters are not changed."""
    (tmp_path / "a.txt").write_bytes(
        "\ufeffThe Bureau said\u200b so.\r\n\r\nE\u0301 stays\u00a0 two letters.\r\n".encode("utf-16-le")
    )
    documents, _ = reading(tmp_path)
    assert documents[0].text == "The Bureau said so.\n\nE\u0301 stays two letters."


def test_markdown_gives_headings_quotations_items_and_front_matter(tmp_path: Path) -> None:
    """The signs go, what they mean stays: title and date of the front matter are stated."""
    text = (
        "---\ntitle: Two bridges closed\nauthor: Jane Doe\ndate: 2021-05-03\n---\n\n# Two bridges closed\n\n"
        "The **council** of [Port Oren](http://x.example) said\nso on Monday.\n\n> We did not fire.\n> Not once.\n\n"
        "1. First\n2. Second\n- a\n- b\n"
    )
    document = text_of(tmp_path, text, "a.md")
    assert [(p.block, p.number, p.span.of(document.text)) for p in document.paragraphs] == [
        (Block.HEADING, None, "Two bridges closed"),
        (Block.TEXT, None, "The council of Port Oren said so on Monday."),
        (Block.EMBEDDED, None, "We did not fire. Not once."),
        (Block.ITEM, "1.", "1. First"),
        (Block.ITEM, "2.", "2. Second"),
        (Block.ITEM, "-", "- a"),
        (Block.ITEM, "-", "- b"),
    ]
    assert (document.metadata.published_on.value, document.metadata.published_on.how) == (date(2021, 5, 3), STATED)
    assert document.metadata.title.span is not None


PAGE = """<!doctype html><html lang="en-GB"><head><title>Bridge hit near Port Oren - North Tribune</title>
<meta property="og:site_name" content="North Tribune"><meta name="author" content="Jane Doe">
<meta property="article:published_time" content="2021-03-12T10:00:00Z"></head><body>
<a href="#m">Skip to content</a><nav><ul><li>Home</li><li>War</li></ul></nav><article><h1>Bridge hit near Port Oren</h1>
<p>The army said on Monday that two soldiers were hurt when a bridge was hit by a rocket near the town of Port Oren.</p>
<h2>Background</h2><p>Residents said that <b>nobody</b> was hurt in the second attack,
which came an hour later, while the Front denied it.</p>
<blockquote><p>We did not do this. We never attack bridges that are used by people of the town.</p></blockquote>
<ol><li>The first demand of the council</li><li>The second demand of the council</li></ol></article>
<footer>Copyright 2024 North Tribune</footer></body></html>"""


def test_html_keeps_the_article_and_states_what_its_mark_up_states(tmp_path: Path) -> None:
    """Navigation and footer go; publisher, author, date, language and title are stated; list numbers come back."""
    (tmp_path / "a.html").write_text(PAGE)
    (document,), skips = reading(tmp_path)
    known = document.metadata
    assert skips == []
    assert (known.publisher.value, known.publisher.how) == ("North Tribune", STATED)
    assert (known.author.value, known.published_on.value, known.language.value) == ("Jane Doe", date(2021, 3, 12), "en")
    assert known.title.value == "Bridge hit near Port Oren" and known.title.span is not None
    assert "Skip to content" not in document.text and "Copyright" not in document.text
    blocks = [(p.block, p.number) for p in document.paragraphs]
    assert blocks == [
        (Block.HEADING, None),
        (Block.TEXT, None),
        (Block.HEADING, None),
        (Block.TEXT, None),
        (Block.EMBEDDED, None),
        (Block.ITEM, "1."),
        (Block.ITEM, "2."),
    ]
    assert "that nobody was hurt in" in document.text


def test_html_without_marks_invents_nothing(tmp_path: Path) -> None:
    """The year of a copyright line is no date of publication, and a page without a name has no publisher."""
    bare = PAGE.replace('<meta property="og:site_name" content="North Tribune">', "").replace(
        '<meta name="author" content="Jane Doe">', ""
    )
    bare = bare.replace('<meta property="article:published_time" content="2021-03-12T10:00:00Z">', "")
    (tmp_path / "a.html").write_text(bare)
    (document,), _ = reading(tmp_path)
    assert document.metadata.published_on.how is UNKNOWN
    assert document.metadata.publisher.how is UNKNOWN
    (tmp_path / "a.html").write_text(
        bare.replace("</head>", '<link rel="canonical" href="https://www.tribune.example/a"></head>')
    )
    (document,), _ = reading(tmp_path)
    assert (document.metadata.publisher.value, document.metadata.publisher.how) == ("tribune.example", GUESSED)


BODY = [
    "The council of Port Oren said on Monday that two bridges had been",
    "closed after shelling in the night, and that nobody had been hurt by",
    "it. The Front denied that it had fired on the town from the hills,",
]


def test_pdf_loses_running_lines_and_joins_what_a_page_end_cuts(tmp_path: Path) -> None:
    """The running head stands once, on top; no foot or number stands in a sentence; a paragraph over two pages is one."""
    pages = [
        ["North Tribune Weekly", "", *BODY, "and said that the guns of the garri-", "", "Page 1"],
        [
            "North Tribune Weekly",
            "",
            "son had been silent since the spring of that year.",
            "",
            "",
            "A second paragraph begins here.",
            "",
            "Page 2",
        ],
    ]
    (tmp_path / "a.pdf").write_bytes(pdf(pages, title="Two bridges"))
    (document,), skips = reading(tmp_path)
    assert skips == []
    assert document.text.count("Weekly") == 1 and "Page" not in document.text
    words = [p.span.of(document.text) for p in document.paragraphs][1:]
    assert words[0].endswith("the guns of the garrison had been silent since the spring of that year."), words
    assert words[1] == "A second paragraph begins here."
    assert (document.metadata.title.value, document.metadata.title.how) == ("Two bridges", STATED)


def test_a_page_that_is_a_picture_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    """One scanned page in a PDF of text is a Skip of its own, with the page."""
    (tmp_path / "a.pdf").write_bytes(pdf([BODY, [], ["Another page."]], picture=True))
    documents, skips = reading(tmp_path)
    assert len(documents) == 1
    assert [(skip.reason, "page 2" in skip.message) for skip in skips] == [("image-only", True)]


def test_a_locked_pdf_is_encrypted_and_one_with_an_empty_password_is_read(tmp_path: Path) -> None:
    """A file that any viewer opens is read; one that asks for a password is a Skip."""
    from pypdf import PdfReader, PdfWriter

    for name, password in (("open.pdf", ""), ("shut.pdf", "secret")):
        writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf([BODY]))))
        writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")
        writer.write(tmp_path / name)
    documents, skips = reading(tmp_path)
    assert [Path(document.source).name for document in documents] == ["open.pdf"]
    assert [skip.reason for skip in skips] == ["encrypted"]


@pytest.mark.parametrize("step", range(12))
def test_no_damage_to_a_pdf_or_docx_stops_the_run(tmp_path: Path, step: int) -> None:
    """Files cut off or overwritten anywhere become documents or skips, never an exception."""
    whole = {"a.pdf": pdf([BODY, ["Another page."]]), "a.docx": word(["One.", "Two."])}
    for name, data in whole.items():
        place = len(data) * step // 12
        (tmp_path / f"cut-{name}").write_bytes(data[:place] + b" ")
        (tmp_path / f"over-{name}").write_bytes(data[:place] + b"\xff\x00<<[(" * 5 + data[place + 30 :])
    documents, skips = reading(tmp_path)
    assert len(documents) + len(skips) >= 4


def word(lines: list[str], *, numbered: list[str] | None = None) -> bytes:
    import docx

    document = docx.Document()
    document.core_properties.author = "Jane Doe"
    document.core_properties.title = "Two bridges closed"
    document.add_heading("Two bridges closed", 1)
    for line in lines:
        document.add_paragraph(line)
    for line in numbered or []:
        document.add_paragraph(line, style="List Number")
    document.add_paragraph("We did not fire.", style="Quote")
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "killed", "none"
    document.add_paragraph("After the table.")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_docx_keeps_order_numbers_and_properties(tmp_path: Path) -> None:
    """Tables stay in their place, Word's automatic numbers are written out, author and title are stated."""
    (tmp_path / "a.docx").write_bytes(word([LETTER], numbered=["The first demand", "The second demand"]))
    (document,), skips = reading(tmp_path)
    assert skips == []
    assert [(p.block, p.number, p.span.of(document.text)) for p in document.paragraphs][2:] == [
        (Block.ITEM, "1.", "1. The first demand"),
        (Block.ITEM, "2.", "2. The second demand"),
        (Block.EMBEDDED, None, "We did not fire."),
        (Block.TEXT, None, "killed | none"),
        (Block.TEXT, None, "After the table."),
    ]
    assert (document.metadata.author.value, document.metadata.title.value) == ("Jane Doe", "Two bridges closed")


def mail() -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Press Office of the Northern Front <press@front.example>"
    message["Subject"] = "Fwd: Two bridges closed"
    message["Date"] = "Mon, 03 May 2021 23:30:00 +0200"
    message.set_content(
        f"{LETTER}\n\n> We ask the Northern Front what it knows and\n> does of the shelling.\n\n-- \nPress Office\n+00 123"
    )
    return message


def test_eml_gives_headers_as_metadata_and_reads_attachments_as_documents(tmp_path: Path) -> None:
    """From, Subject and Date are stated, quoted mail is embedded, an attached PDF is a document of its own."""
    message = mail()
    message.add_attachment(pdf([BODY]), maintype="application", subtype="pdf", filename="statement.pdf")
    (tmp_path / "a.eml").write_bytes(message.as_bytes())
    documents, skips = reading(tmp_path)
    assert skips == []
    first, attached = documents
    assert (first.metadata.publisher.value, first.metadata.publisher.how) == ("Press Office of the Northern Front", STATED)
    assert (first.metadata.published_on.value, first.metadata.title.value) == (date(2021, 5, 3), "Two bridges closed")
    blocks = {p.span.of(first.text): p.block for p in first.paragraphs}
    assert blocks["We ask the Northern Front what it knows and does of the shelling."] is Block.EMBEDDED
    assert blocks["Press Office"] is Block.BOILERPLATE
    assert attached.source.endswith("a.eml#statement.pdf") and attached.format == "pdf"


def test_a_mail_of_html_alone_is_read_and_a_persons_mail_has_an_author(tmp_path: Path) -> None:
    """Where there is no plain text the HTML is taken; a person's name is the author, her private mail host no publisher."""
    message = EmailMessage()
    message["From"], message["Subject"] = "Jane Doe <jane@gmail.com>", "News"
    message["Date"] = "not a date"
    message.set_content(f"<html><body><p>{LETTER}</p></body></html>", subtype="html")
    (tmp_path / "a.eml").write_bytes(message.as_bytes())
    (document,), _ = reading(tmp_path)
    assert LETTER in document.text
    assert (document.metadata.author.value, document.metadata.publisher.how) == ("Jane Doe", UNKNOWN)
    assert document.metadata.published_on.how is UNKNOWN


def test_jsonl_rows_are_documents_and_a_bad_row_is_a_skip_of_its_own(tmp_path: Path) -> None:
    """Columns are known by name, each row has its own bytes and its own trouble."""
    good = b'{"id": 1, "headline": "Two bridges closed", "body": "%s", '
    good += b'"outlet": "North Tribune", "publish_date": "2021-05-03T01:00:00Z"}'
    rows = [
        good % LETTER.encode(),
        b"{broken",
        b'["a"]',
        b'{"body": ""}',
        b'{"words": "x"}',
        b"",
        b'{"text": "\xe9"}',
        b'{"text": "Last one."}',
    ]
    (tmp_path / "a.jsonl").write_bytes(b"\n".join(rows))
    documents, skips = reading(tmp_path)
    first = documents[0]
    assert [Path(one.source).name for one in documents] == ["a.jsonl#row 1", "a.jsonl#row 7"]
    assert [skip.reason for skip in skips] == ["damaged", "damaged", "empty", "unknown-format", "wrong-encoding"]
    assert "a.jsonl#row 2" in skips[0].message
    assert first.text.startswith("Two bridges closed\n\nThe council")
    assert (first.metadata.publisher.value, first.metadata.publisher.how) == ("North Tribune", GIVEN)
    assert first.metadata.published_on.value == date(2021, 5, 3)
    with (tmp_path / "a.jsonl").open("ab") as file:
        file.write(b'\n{"text": "Appended."}\n')
    again = reading(tmp_path)[0]
    assert [one.id for one in again[:2]] == [one.id for one in documents], "a row appended changes no other"


@pytest.mark.parametrize(("sign", "encoding"), [(",", "utf-8"), (";", "utf-8-sig"), ("\t", "utf-16")])
def test_csv_of_any_delimiter_and_encoding_is_one_document_a_row(tmp_path: Path, sign: str, encoding: str) -> None:
    """Quoted line ends stay in their cell, long cells are read, too many cells are a bad row."""
    long = "A sentence of the report. " * 8_000
    lines = [
        f"Title{sign}Full Text{sign}Date",
        f'Two bridges{sign}"First\n\nSecond"{sign}3 May 2021',
        f'x{sign}"{long}"{sign}',
        sign.join("abcde"),
    ]
    (tmp_path / "a.csv").write_bytes("\r\n".join(lines).encode(encoding))
    documents, skips = reading(tmp_path)
    assert documents[0].text == "Two bridges\n\nFirst\n\nSecond"
    assert documents[0].metadata.published_on.value == date(2021, 5, 3)
    assert len(documents[1].text) > 200_000
    assert [skip.reason for skip in skips] == ["damaged"]


def test_a_table_whose_columns_we_do_not_know_says_so_and_takes_a_mapping(tmp_path: Path) -> None:
    """The message names the columns that are there; a mapping given by the user reads them."""
    (tmp_path / "a.csv").write_text("who,words\nTribune,The army said so.\n")
    documents, skips = reading(tmp_path)
    assert documents == [] and skips[0].reason == "unknown-format" and "who, words" in skips[0].message
    (document,), skips = reading(tmp_path, options=ReadOptions(columns={"text": "words", "publisher": "who"}))
    assert (document.text, document.metadata.publisher.value) == ("The army said so.", "Tribune")


def test_content_is_trusted_before_the_name(tmp_path: Path) -> None:
    """A web page saved as .txt and a PDF without an extension are read as what they are."""
    (tmp_path / "page.txt").write_text(PAGE)
    (tmp_path / "report").write_bytes(pdf([BODY]))
    (tmp_path / "Statement No. 4").write_text(LETTER)
    assert sorted(document.format for document in reading(tmp_path)[0]) == ["html", "pdf", "txt"]
