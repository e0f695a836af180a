"""Kinds of PDF: PDF/UA-1 (ISO 14289-1) for every page, and with it PDF/A (ISO 19005) for archives.

The archival kinds are of level A: tagged, with the text of every glyph, which holds what the lower levels B and U ask.
A file that is PDF/A stays PDF/UA-1 as well and says so, for which PDF/A wants the property described (ISO 19005-2,
6.6.2.3).
"""

from __future__ import annotations

from typing import Any

VARIANTS = {"ua-1": "pdf/ua-1", "a-2a": "pdf/a-2a", "a-3a": "pdf/a-3a"}
"""Our names (``docforge.protocols.PDF_VARIANTS``) and WeasyPrint's."""

_UA = b"""
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""
_END = b"</rdf:RDF>"


def archive(pdf: Any) -> None:
    """Make a ``pydyf.PDF`` what PDF/A asks for beyond WeasyPrint: pictures as they are, metadata that anyone can read.

    ISO 19005-2, 6.2.8 (no interpolation), 6.6.2.1 (no filter on the metadata of the file).
    """
    for item in pdf.objects:
        extra = getattr(item, "extra", {})
        if extra.get("Subtype") == "/Image":
            extra.pop("Interpolate", None)
    metadata = pdf.objects[int(pdf.catalog["Metadata"].split(b" ", 1)[0])]
    text = b"".join(part if isinstance(part, bytes) else part.encode() for part in metadata.stream)
    head, end, rest = text.rpartition(_END)
    if not end:
        raise ValueError("the metadata of the page has no end that is known")
    metadata.stream = [head + _UA + end + rest]
    metadata.compress = False
