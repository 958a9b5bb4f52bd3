"""A PDF's metadata: its Info dictionary, its catalog, and the same as XMP (ISO 16684-1)."""

from __future__ import annotations

import re
from collections.abc import Mapping

XMP = """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">\
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" \
xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"><dc:format>application/pdf</dc:format>\
{}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>"""


DESCRIBING = r"""% What the PDF says of itself: \describe{dictionary}{catalog}{XMP}. Entities begin with signs of TeX's.
% Where XMP has \pdfua, a page that pdfTeX sets says that it is PDF/UA-1; tags of XeTeX's do not name their links.
\newcommand\pdfua{\ifdefined\pdfinfo<pdfuaid:part xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">1</pdfuaid:part>\fi}
\newcommand\describe{\begingroup\catcode35=12 \catcode38=12 \describing}
\newcommand\describing[3]{\ifdefined\pdfinfo
    \pdfcompresslevel=0 \immediate\pdfobj stream attr{/Type/Metadata/Subtype/XML}{#3}%
    \pdfinfo{#1}\pdfcatalog{#2/Metadata \the\pdflastobj\space 0 R}%
  \else
    \special{pdf:docinfo<<#1/Creator()\ifdefined\builton/CreationDate(\builton)\fi>>}%
    \special{pdf:stream @xmp (#3) <</Type/Metadata/Subtype/XML>>}%
    \special{pdf:put @catalog<<#2/Metadata @xmp>>}%
  \fi\endgroup}
"""


def document_code(values: Mapping[str, str], language: str, pdfua: bool = False) -> str:
    """The TeX that writes it; `values` are Title, Author and Keywords. The texts of the dictionary are UTF-16 in
    hexadecimal (PDF 32000-1, 7.9.2.2), those of XMP have every sign of TeX as an entity, so that any script is safe.
    With `pdfua`, what pdfTeX sets says that it is PDF/UA-1 (ISO 14289-1, 5)."""
    info = "".join(f"/{key}<FEFF{text.encode('utf-16-be').hex().upper()}>" for key, text in values.items() if text)
    catalog = f"/Lang({language})/ViewerPreferences<</DisplayDocTitle true>>"
    claim = r"\pdfua" if pdfua else ""
    return f"\\describe{{{info}}}%\n{{{catalog}}}%\n{{{xmp(values, language, claim)}}}%"


def xmp(values: Mapping[str, str], language: str, claim: str = "") -> str:
    """The packet: title, author, language and keywords, as far as they are known; then the claim as it is."""
    title, author, keywords = (_entities(values.get(key, "")) for key in ("Title", "Author", "Keywords"))
    parts = [f"<dc:language><rdf:Bag><rdf:li>{_entities(language)}</rdf:li></rdf:Bag></dc:language>"]
    if title:
        parts.append(f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>')
    if author:
        parts.append(f"<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>")
    if keywords:
        parts.append(f"<pdf:Keywords>{keywords}</pdf:Keywords>")
    return XMP.format("".join([*parts, claim]))


def _entities(text: str) -> str:
    """A text as XML whose letters that are not plain ASCII, and signs, are entities."""
    return re.sub(r"[^A-Za-z0-9 .,:/-]", lambda found: f"&#x{ord(found[0]):X};", text)
