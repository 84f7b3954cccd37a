"""Small files of every format, made when they are needed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

import docx
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

SENTENCES = (
    "The port of Bar was sold to a company from the north in March 2021.",
    "Its new owner promised to invest 40 million euros in cranes and rails.",
    "The railway from the port to the capital was closed for repairs in the summer of 2022.",
    "Traffic fell by twelve percent in the first year, and grew again in the second.",
)

PAGE = """<!doctype html><html lang="en"><head><title>The port and its owner | Harbor News</title>
<meta property="og:site_name" content="Harbor News">
<meta property="article:published_time" content="2024-05-08T10:00:00Z">
<script type="application/ld+json">{"@type": "NewsArticle", "author": [{"name": "Ana Example"}]}</script></head>
<body><nav><a href="/">Home</a> <a href="/news">All our news</a></nav>
<article><h1>The port and its owner</h1>
<p>The port of Bar was sold to a company from the north in March 2021.<sup><a href="#n1">1</a></sup>
Its new owner promised to invest 40 million euros in cranes and rails.</p>
<h2>Traffic</h2><p>Traffic fell by twelve percent in the first year, and grew again in the second year after that.</p>
<table><tr><th>Year</th><th>Ships</th></tr><tr><td>2021</td><td>310</td></tr></table>
<ol><li id="n1">Port Authority, yearly report, 2021. <a href="#r1">↩</a></li></ol></article>
<footer>Subscribe to our newsletter today and never miss a thing.</footer></body></html>"""


def archive(files: Mapping[str, bytes | str]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as into:
        for name, data in files.items():
            into.writestr(name, data)
    return packed.getvalue()


def word() -> bytes:
    document = docx.Document()
    document.core_properties.title = "The port"
    document.core_properties.author = "Ana Example"
    document.add_heading("The port and its owner", 0)
    document.add_heading("Ownership", 1)
    document.add_paragraph(" ".join(SENTENCES[:2]))
    document.add_paragraph("A line of a list about cranes.", style="List Bullet")
    table = document.add_table(2, 2)
    for place, words in (((0, 0), "Year"), ((0, 1), "Ships"), ((1, 0), "2021"), ((1, 1), "310")):
        table.cell(*place).text = words
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def open_document() -> bytes:
    content = """<o:document-content xmlns:o="urn:o" xmlns:t="urn:t" xmlns:b="urn:b"><o:body><o:text>
    <t:h t:outline-level="1">The port and its owner</t:h><t:h t:outline-level="2">Ownership</t:h>
    <t:p>The port of Bar was sold to a company from the north in March 2021.<t:note><t:note-citation>1</t:note-citation>
    <t:note-body><t:p>Port Authority, yearly report, 2021.</t:p></t:note-body></t:note> It was cheap.</t:p>
    <b:table><b:table-row><b:table-cell><t:p>2021</t:p></b:table-cell><b:table-cell><t:p>310</t:p></b:table-cell>
    </b:table-row></b:table></o:text></o:body></o:document-content>"""
    meta = """<o:document-meta xmlns:o="urn:o" xmlns:d="urn:d"><o:meta><d:title>The port</d:title>
    <d:creator>Ana Example</d:creator></o:meta></o:document-meta>"""
    return archive({"content.xml": content, "meta.xml": meta})


def book() -> bytes:
    package = """<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>
    <dc:title>Ports</dc:title><dc:creator>Ana Example</dc:creator><dc:publisher>Harbor Press</dc:publisher>
    <dc:date>2020-05-06</dc:date><dc:language>en-US</dc:language></metadata>
    <manifest><item id="b" href="two.xhtml"/><item id="a" href="one.xhtml"/></manifest>
    <spine><itemref idref="a"/><itemref idref="b"/></spine></package>"""
    chapter = """<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><body>
    <h1>{}</h1><p>{}<a epub:type="noteref" href="#n">1</a> And more of it.</p>
    <aside epub:type="footnote" id="n"><p>1. Port Authority, 2021.</p></aside></body></html>"""
    return archive(
        {
            "META-INF/container.xml": '<c xmlns="urn:c"><rootfile full-path="in/p.opf"/></c>',
            "in/p.opf": package,
            "in/one.xhtml": chapter.format("The first chapter", SENTENCES[0]),
            "in/two.xhtml": chapter.format("The second chapter", SENTENCES[2]),
        }
    )


def mail() -> bytes:
    return (
        "From: Ana Example <ana@example.org>\r\nSubject: =?utf-8?Q?The_port_of_=C4=8Cabar?=\r\n"
        "Date: Tue, 07 May 2024 10:00:00 +0200\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
        f"{SENTENCES[0]} {SENTENCES[1]}\r\n\r\n> What somebody else had written before.\r\n\r\n-- \r\nAna, by train\r\n"
    ).encode()


def pdf(sentences: Sequence[str] = SENTENCES, *, columns: int = 1, times: int = 12, notes: bool = True) -> bytes:
    """Running heads, page numbers, a footnote on every page, a title and a heading."""
    file = io.BytesIO()

    def around(canvas: Canvas, document: BaseDocTemplate) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(60, 810, "Journal of Harbors, Volume 12")
        canvas.drawCentredString(300, 30, str(document.page))
        if notes:
            canvas.setFont("Times-Roman", 7.5)
            canvas.drawString(60, 60, f"{document.page}. Port Authority, yearly report, 8 May 2021.")

    wide = [Frame(60, 80, 480, 700)] if columns == 1 else [Frame(50, 80, 240, 700), Frame(305, 80, 240, 700)]
    document = BaseDocTemplate(file, pagesize=A4, title="The port", author="Ana Example")
    document.addPageTemplates([PageTemplate(frames=wide, onPage=around)])
    styles = getSampleStyleSheet()
    body = ParagraphStyle("justified", parent=styles["BodyText"], alignment=4)
    story = [Paragraph("The port and its owner", styles["Title"])]
    for number in range(times):
        story.append(Paragraph(f"Part {'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[number % 26]}: what happened", styles["Heading2"]))
        story.append(Paragraph(" ".join(sentences), body))
    document.build(story)
    return file.getvalue()


def scanned_pdf() -> bytes:
    """A page that is only a picture."""
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    file = io.BytesIO()
    canvas = Canvas(file)
    canvas.drawImage(ImageReader(Image.new("RGB", (40, 40), "white")), 0, 0, 500, 700)
    canvas.showPage()
    canvas.save()
    return file.getvalue()


def locked_pdf() -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, encrypt="secret")
    canvas.drawString(100, 700, SENTENCES[0])
    canvas.save()
    return file.getvalue()


def paper() -> bytes:
    """Two narrow justified columns with hyphens, ligatures, raised marks, foot notes, a table, running heads."""
    from reportlab.platypus import FrameBreak, Table

    file = io.BytesIO()

    def around(canvas: Canvas, document: BaseDocTemplate) -> None:
        canvas.setFont("Helvetica", 8)
        head = "Harbors and Railways" if document.page % 2 else "Ana Example: A Review"
        canvas.drawString(50, 810, head)
        canvas.drawString(280, 30, f"Page {document.page}")
        for column in (50, 305):
            number = 2 * document.page - (column == 50)
            canvas.setFont("Times-Roman", 5)
            canvas.drawString(column, 73, str(number))
            canvas.setFont("Times-Roman", 7)
            canvas.drawString(column + 8, 70, f"Port Authority, ‘Report {number}’, 8 May")
            canvas.drawString(column, 61, "2021.")

    document = BaseDocTemplate(file, pagesize=A4, title="Harbors and Railways")
    frames = [Frame(50, 85, 230, 700), Frame(305, 85, 230, 700)]
    document.addPageTemplates([PageTemplate(frames=frames, onPage=around)])
    styles = getSampleStyleSheet()
    body = ParagraphStyle("justified", parent=styles["BodyText"], alignment=4, fontName="Times-Roman")
    story: list[object] = []
    for number in range(1, 9):
        story.append(Paragraph(f"{'ABCDEFGH'[number - 1]}. Of the year {2010 + number}", styles["Heading2"]))
        story.append(
            Paragraph(
                f"In {2010 + number} the port of Bar was sold.<super size=6>{number}</super> Its new owner promised to "
                "invest 40 million euros in effi-<br/>cient cranes and in the office of the harbor master, and the "
                "whole coast was told of it by the newspapers of the capital.",
                body,
            )
        )
        if number == 2:
            story.append(Table([["Year", "Ships", "Euros"], ["2021", "1,055", "29.8"], ["2022", "1,112", "33.4"]]))
        story.append(Paragraph("Traffic fell by twelve percent, and nobody knew why it did so.", body))
        story.append(Paragraph(" ".join(SENTENCES[1:]), body))
        story.append(FrameBreak())
    document.build(story)
    return file.getvalue()
