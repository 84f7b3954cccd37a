"""XML of strangers: no entities of their own, no outside files, no fetching."""

from __future__ import annotations

from xml.etree.ElementTree import Element, ParseError

from bot.errors import UnreadableDocument


def parse_xml(data: bytes, name: str) -> Element:
    """The root. Raises UnreadableDocument for what is broken or declares entities."""
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root = fromstring(data, forbid_dtd=False, forbid_entities=True, forbid_external=True)
    except DefusedXmlException as error:
        raise UnreadableDocument(
            f"{name} declares XML entities, as a decompression bomb does; it was not opened.", "Save it again."
        ) from error
    except (ParseError, ValueError, LookupError) as error:
        raise UnreadableDocument(f"{name} is damaged ({error}).", "Save it again.") from error
    if not isinstance(root, Element):
        raise UnreadableDocument(f"{name} is damaged.", "Save it again.")
    return root


def local(element: Element) -> str:
    """A tag without its namespace; empty for comments and the like."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: Element, name: str) -> str | None:
    """The attribute of that name in any namespace."""
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), None)
