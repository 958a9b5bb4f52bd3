"""The TeX that tags a page: a flat tree of headings, paragraphs, lists, tables and links (PDF 32000-1, 14.7 and 14.8).

Marked content stands on the page as it is set, and each tag is noted in a file by a `\\write`, which TeX carries out
only for what comes onto a page: what a macro sets to measure it and throws away leaves no tag. At the end of the
document TeX reads the notes and writes the tree, so one pass is enough, and the `.tex` tags itself wherever it is set.
"""

from __future__ import annotations

from tailor.core.candidates import Kind

ROLES = {
    Kind.HEADER: "H1",
    Kind.SECTION: "H2",
    Kind.ENTRY: "H3",
    Kind.POSITION: "H4",
    Kind.BULLET: "LI",
    Kind.ITEM: "LI",
    Kind.PUBLICATION: "LI",
}
"""What a block is; the others are paragraphs. A macro may say otherwise of its pieces: `\\tagas`, `\\tagcell`."""


def role_of(kind: Kind) -> str:
    """The tag of a block of some kind."""
    return ROLES.get(kind, "P")


TAGS = r"""% Tags, for readers that go by them: what is a heading, a paragraph, a list, a link, and what only decorates.
\newwrite\tagfile \newcount\tagpages \newcount\tagmarks \newcount\tagkeys
\newif\iftagfresh \newif\iftagopen \newif\iftagtaken \newif\iftagleads \newif\iftagwaits
\ifdefined\pdfpageattr
  \def\tag@raw#1{\edef\tag@now{\pdfliteral page{#1}}\tag@now}
  \def\tag@note#1{\edef\tag@now{\write\tagfile{#1}}\tag@now}
\else % XeTeX sets the page without tags.
  \let\tag@raw\@gobble\let\tag@note\@gobble
\fi
\def\tag@begin#1{\tag@note{\string\tagbegin{#1}}}
\def\tag@end{\tag@note{\string\tagend}}
\def\tag@mark#1{\tag@note{\string\tagmark{\the\tagmarks}}\tag@raw{/#1<</MCID \the\tagmarks>>BDC}%
  \global\advance\tagmarks1 \global\tagopentrue\global\tagfreshfalse}
\def\tag@unmark{\iftagopen\tag@raw{EMC}\fi\global\tagopenfalse}
\def\tag@again{\iftagopen\else\iftagwaits\else\tag@mark\tag@type\fi\fi}
\def\tag@start#1{\xdef\tag@type{#1}\tag@begin{#1}\tag@mark{#1}\global\tagwaitsfalse}
\def\tag@decor#1{\tag@raw{/Artifact BMC}{#1}\tag@raw{EMC}}
% What comes next in a block is a thing of its own: \tagas{P}, after a name or a heading.
\newcommand\tagas[1]{\tag@unmark\tag@end\tag@start{#1}}
% What only decorates. After a rule between paragraphs, and after \artifact*, tags go on with the next paragraph.
\newcommand\artifact{\@ifstar\tag@last\tag@amid}
\newcommand\tag@last[1]{\tag@unmark\tag@decor{#1}}
\newcommand\tag@amid[1]{\tag@last{#1}\ifvmode\else\tag@again\fi}
% What a block begins with: \tagbullet decorates, \tagnumber is the label of an item; \tagtake stands before both.
\newcommand\tagtake{\tagleadsfalse\iftagfresh\tagleadstrue\global\tagfreshfalse
  \global\tagtakentrue\global\tagwaitstrue\global\tagopenfalse\global\advance\tagmarks-1 \fi}
\newcommand\tagbullet[1]{\iftagleads\tag@decor{#1}\tag@start\tag@role\else\artifact{#1}\fi}
\newcommand\tagnumber[1]{\iftagleads\tag@begin{Lbl}\tag@mark{Lbl}#1\tag@unmark\tag@end\tag@start\tag@role\else#1\fi}
% The cells of a table: \tagrow{TH} or \tagrow{TD} before the first, then \tagcell{what is set}.
\newcommand\tagrow[1]{\tagtake\iftagleads\gdef\tag@role{#1}\fi}
\newcommand\tagcell[1]{\iftagleads\tag@start\tag@role#1\tag@unmark\tag@end\else#1\fi}
% Where a paragraph begins. It may be set twice and is numbered once: \tagload before it is set again.
\newcommand\tagparagraph{\tag@again\global\tagfreshfalse
  \edef\tagload{\global\tagmarks=\the\tagmarks\relax\global\tagkeys=\the\tagkeys\relax
    \global\expandafter\noexpand\csname tagopen\iftagopen true\else false\fi\endcsname
    \global\expandafter\noexpand\csname tagwaits\iftagwaits true\else false\fi\endcsname}}
% Links are things of their own within a paragraph, and each knows its place in the tree.
\ifdefined\pdfpageattr
  \let\tag@url\hyper@linkurl
  \def\hyper@linkurl#1#2{\leavevmode\wordspace\tag@unmark\begingroup\let\tag@border\Hy@setpdfborder
    \def\Hy@setpdfborder{\tag@border/StructParent \the\tagkeys/F 4/Contents(\Hy@pstringURI)}%
    \tag@url{\tag@link#1\tag@unmark\tag@end}{#2}\endgroup\tag@again\wordfollows}
  \def\tag@link{\tag@note{\string\taglink{\the\pdflastlink}{\the\tagkeys}}\global\advance\tagkeys1 \tag@mark{Link}}
\fi
% A block: the space before it, what it is, its source. What is alike and follows one another makes a list, a table.
\newbox\blockbox
\def\tag@reset{\global\tagfreshtrue\global\tagtakenfalse\global\tagwaitsfalse\global\tagopentrue}
\def\tag@type{P}\let\tag@role\tag@type
\let\tag@outer\@empty
\def\tag@within#1{\def\tag@next{#1}\ifx\tag@next\tag@outer\else\ifx\tag@outer\@empty\else\tag@end\fi
  \ifx\tag@next\@empty\else\tag@begin{#1}\fi\global\let\tag@outer\tag@next\fi}
\def\tag@LI{LI}\def\tag@TH{TH}\def\tag@TD{TD}
\newcommand\block[3]{\nointerlineskip\vskip#1sp\nointerlineskip
  \def\tag@group{}\gdef\tag@role{#2}\ifx\tag@role\tag@LI\def\tag@group{L}\gdef\tag@role{LBody}\fi
  \edef\tag@first{\the\tagmarks}\global\advance\tagmarks1 \global\let\tag@type\tag@role\let\tag@whole\tag@role
  \setbox\blockbox=\vbox{\blockstart#3\par}%
  \ifx\tag@role\tag@TH\def\tag@group{Table}\fi\ifx\tag@role\tag@TD\def\tag@group{Table}\fi
  \expandafter\tag@within\expandafter{\tag@group}%
  \ifx\tag@group\@empty\else\tag@begin{\if L\tag@group LI\else TR\fi}\fi
  \iftagtaken\else\tag@begin{\tag@whole}\tag@note{\string\tagmark{\tag@first}}%
    \tag@raw{/\tag@whole<</MCID \tag@first>>BDC}\fi
  \box\blockbox\tag@unmark
  \ifx\tag@whole\tag@role\tag@end\fi\ifx\tag@group\@empty\else\tag@end\fi}
% A page begins with its number, and its key in the tree of parents.
\def\tag@page{\global\advance\tagpages1 \global\tagmarks=0
  \ifdefined\pdfpageattr
    \ifnum\tagpages=1 \immediate\openout\tagfile=\jobname.tag\relax\fi
    \edef\tag@now{\global\pdfpageattr{/Tabs/S/StructParents \the\tagkeys}}\tag@now
  \fi
  \edef\tag@key{\the\tagkeys}\global\advance\tagkeys1 }
"""

TREE = r"""% At the end of the document the notes of what was set become the tree of tags.
\newcount\tag@level \newcount\tag@seen
\def\tag@get#1{\csname tag@#1@\the\tag@level\endcsname}
\def\tag@put#1#2{\expandafter\edef\csname tag@#1@\the\tag@level\endcsname{#2}}
\def\tag@new{\pdfobj reserveobjnum\relax\edef\tag@object{\the\pdflastobj}}
\def\tag@write#1#2{\immediate\pdfobj useobjnum #1{#2}}
\def\tag@kid#1{\tag@put{kids}{\tag@get{kids}#1\space}}
\newcommand\tagbegin[1]{\tag@new\tag@kid{\tag@object\space0 R}\edef\tag@parent{\tag@get{object}}%
  \advance\tag@level1 \tag@put{kids}{}\tag@put{object}{\tag@object}%
  \tag@put{head}{/Type/StructElem/S/#1/P \tag@parent\space0 R\tag@pg
    \ifcsname tag@is@#1\endcsname\csname tag@is@#1\endcsname\fi}}
\def\tag@is@TH{/A<</O/Table/Scope/Column>>}
\newcommand\tagend{\tag@write{\tag@get{object}}{<<\tag@get{head}/K[\tag@get{kids}]>>}\advance\tag@level-1 }
\newcommand\tagmark[1]{\tag@kid{#1}\loop\ifnum\tag@seen<#1 \edef\tag@marked{\tag@marked null }\advance\tag@seen1 \repeat
  \edef\tag@marked{\tag@marked\tag@get{object} 0 R }\advance\tag@seen1 }
\newcommand\taglink[2]{\tagbegin{Link}\tag@kid{<</Type/OBJR\tag@pg/Obj #1 0 R>>}%
  \edef\tag@links{\tag@links#2 \tag@get{object} 0 R }}
\newcommand\tagpage[2]{\tag@close\edef\tag@pg{/Pg \pdfpageref#1 \space0 R}\def\tag@key{#2}}
\def\tag@close{\ifx\tag@key\@empty\else\edef\tag@nums{\tag@nums\tag@key[\tag@marked]\tag@links}\fi
  \def\tag@marked{}\def\tag@links{}\tag@seen=0 }
\def\tag@tree{\immediate\closeout\tagfile
  \def\tag@pg{}\def\tag@key{}\def\tag@nums{}\tag@level=0 \tag@put{kids}{}\tag@new\edef\tag@root{\tag@object}%
  \tag@put{object}{\tag@root}\tagbegin{Document}\endlinechar=-1 \@@input\jobname.tag\relax\tag@close\tagend
  \tag@write\tag@root{<</Type/StructTreeRoot/K[\tag@get{kids}]%
    /ParentTree<</Nums[\tag@nums]>>/ParentTreeNextKey \the\tagkeys>>}%
  \pdfcatalog{/MarkInfo<</Marked true>>/StructTreeRoot \tag@root\space0 R}}
\ifdefined\pdfpageattr\AtEndDocument{\ifnum\tagpages>0 \begingroup\tag@tree\endgroup\fi}\fi
"""
