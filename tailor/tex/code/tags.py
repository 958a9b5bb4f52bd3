"""The TeX that tags a page: a flat tree of headings, paragraphs, lists, tables and links (PDF 32000-1, 14.7 and 14.8).

Marked content stands on the page as it is set, and each tag is noted in a file by a `\\write`, which TeX carries out
only for what comes onto a page: what a macro sets to measure it and throws away leaves no tag. At the end of the
document TeX reads the notes and writes the tree, so one pass is enough, and the `.tex` tags itself wherever it is set.
"""

from __future__ import annotations

from tailor.core.profile.kinds import TRAITS, Kind


def role_of(kind: Kind) -> str:
    """The tag of a block of some kind. A macro may say otherwise of its pieces: `\\tagas`, `\\tagcell`."""
    return TRAITS[kind].role


TAGS = r"""% Tags, for readers that go by them: what is a heading, a paragraph, a list, a link, and what only decorates.
\newwrite\tagfile \newcount\tagpages \newcount\tagmarks \newcount\tagkeys
\newif\iftagfresh \newif\iftagopen \newif\iftagtaken \newif\iftagleads \newif\iftagwaits
% Things have numbers, given as they are met, and a stack says which are open; number 1 is the document.
\newcount\tag@ids \tag@ids=1
\newcommand\tagalone{\gdef\tag@stack{1,0,0,0,0,0,0,0,}}\tagalone
\def\tag@alloc#1{\global\advance\tag@ids1 \xdef#1{\the\tag@ids}}
\def\tag@push#1{\xdef\tag@stack{#1,\tag@stack}}
\def\tag@pop{\xdef\tag@stack{\expandafter\tag@rest\tag@stack\@nil}}
\def\tag@top{\expandafter\tag@first\tag@stack\@nil}
\def\tag@rest#1,#2\@nil{#2}\def\tag@first#1,#2\@nil{#1}
\def\tag@decimal{/A<</O/List/ListNumbering/Decimal>>}
\def\tag@is@TH{/A<</O/Table/Scope/Column>>}
\def\tag@is#1{\ifcsname tag@is@#1\endcsname\csname tag@is@#1\endcsname\fi}
\ifdefined\pdfpageattr
  \def\tag@raw#1{\edef\tag@now{\pdfliteral page{#1}}\tag@now}
  \def\tag@note#1{\edef\tag@now{\write\tagfile{#1}}\tag@now}
  \def\tag@emit#1#2{\tag@note{\string\tagbegin{#2}}\tag@push#1}
  \def\tag@end{\tag@note{\string\tagend}\tag@pop}
  \def\tag@number#1{\tag@note{\string\tagmark{#1}}}
  \def\tag@numbered{\tag@note{\string\taglist}}
  \def\tag@alt#1{\tag@note{\string\tagalt{#1}}}
  \def\tag@link{\tag@note{\string\taglink{\the\pdflastlink}{\the\tagkeys}}\tag@alloc\tag@id\tag@push\tag@id
    \global\advance\tagkeys1 \tag@mark{Link}}
\else % XeTeX's driver takes the tree piece by piece, with the page. It has no names for links, so a tag names none.
  \def\tag@raw#1{\tag@pdf{code #1}}
  \def\tag@pdf#1{\edef\tag@now{\special{pdf:#1}}\tag@now}
  \def\tag@emit#1#2{\tag@pdf{obj @kids#1 []}%
    \tag@pdf{obj @tag#1 <</Type/StructElem/S/#2/P @tag\tag@top/Pg @thispage/K @kids#1\tag@is{#2}>>}%
    \tag@pdf{put @kids\tag@top\space @tag#1}\tag@push#1}
  \let\tag@end\tag@pop
  \def\tag@numbered{\tag@pdf{put @tag\expandafter\tag@third\tag@stack\@nil\space<<\tag@decimal>>}}
  \def\tag@alt#1{\tag@pdf{put @tag\tag@top\space<</Alt<#1>>>}}
  \def\tag@third#1,#2,#3,#4\@nil{#3}
  \def\tag@number#1{\tag@pdf{put @kids\tag@top\space#1}\tag@pdf{put @marks\the\tagpages\space @tag\tag@top}}
  \def\tag@link{\tag@begin{Link}\tag@pdf{put @keys \the\tagkeys}\tag@pdf{put @keys @tag\tag@top}%
    \global\advance\tagkeys1 \tag@mark{Link}}
\fi
\def\tag@begin#1{\tag@alloc\tag@id\tag@emit\tag@id{#1}}
\def\tag@mark#1{\tag@number{\the\tagmarks}\tag@raw{/#1<</MCID \the\tagmarks>>BDC}%
  \global\advance\tagmarks1 \global\tagopentrue\global\tagfreshfalse}
\def\tag@unmark{\iftagopen\tag@raw{EMC}\fi\global\tagopenfalse}
\def\tag@again{\iftagopen\else\iftagwaits\else\tag@mark\tag@type\fi\fi}
\def\tag@start#1{\xdef\tag@type{#1}\tag@begin{#1}\tag@mark{#1}\global\tagwaitsfalse}
\def\tag@decor#1{\tag@raw{/Artifact BMC}{#1}\tag@raw{EMC}}
% What comes next in a block is a thing of its own: \tagas{P}, after a name or a heading.
\newcommand\tagas[1]{\tag@unmark\tag@end\tag@start{#1}}
% What only decorates. After a rule between paragraphs, and after \artifact*, tags go on with the next paragraph.
\newcommand\artifact{\@ifstar\tag@last\tag@amid}
\newcommand\tag@last[1]{\ifleftward#1\else\tag@unmark\tag@decor{#1}\fi}
\newcommand\tag@amid[1]{\tag@last{#1}\ifvmode\else\ifleftward\else\tag@again\fi\fi}
% What a block begins with: \tagbullet decorates, \tagnumber and \taglabel label an item; \tagtake stands before both.
% Where lines run left a mark at the beginning would come last: the block keeps the tag that it has.
\newcommand\tagtake{\tagleadsfalse\ifleftpage\else\iftagfresh\tagleadstrue\global\tagfreshfalse
  \global\tagtakentrue\global\tagwaitstrue\global\tagopenfalse\global\advance\tagmarks-1 \tag@pop\fi\fi}
\newcommand\tagbullet[1]{\iftagleads\tag@decor{#1}\tag@start\tag@role\else\artifact{#1}\fi}
\newcommand\tagnumber[1]{\iftagleads\tag@begin{Lbl}\tag@numbered\tag@mark{Lbl}#1\tag@unmark\tag@end\tag@start\tag@role\else#1\fi}
\newcommand\taglabel[1]{\iftagleads\tag@begin{Lbl}\tag@mark{Lbl}#1\tag@unmark\tag@end\tag@start\tag@role\else#1\fi}
% The cells of a table: \tagrow{TH} or \tagrow{TD} before the first, then \tagcell{what is set}.
\newcommand\tagrow[1]{\tagtake\iftagleads\gdef\tag@role{#1}\tag@push\tag@line\fi}
\newcommand\tagcell[1]{\iftagleads\tag@start\tag@role#1\tag@unmark\tag@end\else#1\fi}
% Where a paragraph begins. It may be set twice and is numbered once: \tagload before it is set again.
\newcommand\tagparagraph{\tag@again\global\tagfreshfalse\let\tag@kept\tag@stack
  \edef\tagload{\global\let\noexpand\tag@stack\noexpand\tag@kept\global\tagmarks=\the\tagmarks\relax\global\tagkeys=\the\tagkeys\relax
    \global\expandafter\noexpand\csname tagopen\iftagopen true\else false\fi\endcsname
    \global\expandafter\noexpand\csname tagwaits\iftagwaits true\else false\fi\endcsname}}
% Links are things of their own within a paragraph, and each knows its place in the tree.
\let\tag@url\hyper@linkurl
\def\hyper@linkurl#1#2{\leavevmode\wordspace\keptorder{\tag@linked{#1}{#2}}\wordfollows}
\def\tag@linked#1#2{\tag@unmark\begingroup\let\tag@border\Hy@setpdfborder
  \def\Hy@setpdfborder{\tag@border/StructParent \the\tagkeys/F 4/Contents(\Hy@pstringURI)}%
  \def\tag@type{Link}\tag@url{\tag@link#1\tag@unmark\tag@end}{#2}\endgroup\tag@again}
% A block: the space before it, what it is, its source. What is alike and follows one another makes a list, a table.
\newbox\blockbox
\def\tag@reset{\global\tagfreshtrue\global\tagtakenfalse\global\tagwaitsfalse\global\tagopentrue}
\def\tag@type{P}\let\tag@role\tag@type\def\tag@line{0}
\let\tag@outer\@empty
\def\tag@within#1{\def\tag@next{#1}\ifx\tag@next\tag@outer\else\ifx\tag@outer\@empty\else\tag@end\fi
  \ifx\tag@next\@empty\else\tag@begin{#1}\fi\global\let\tag@outer\tag@next\fi}
% What an empty line stands before: a heading, an entry, a position.
\@for\tag@next:=H2,H3,H4\do{\expandafter\let\csname tag@parts@\tag@next\endcsname\relax}
\def\tag@LI{LI}\def\tag@TR{TR}\def\tag@TH{TH}\def\tag@TD{TD}\def\tag@Table{Table}
\newcommand\block[3]{\nointerlineskip\vskip#1sp\ifnum#1>0 \ifcsname tag@parts@#2\endcsname\emptyline\fi\fi
  \nointerlineskip
  \def\tag@group{#2}\gdef\tag@role{#2}\let\tag@base\tag@stack
  \ifx\tag@group\tag@LI\tag@within{L}\gdef\tag@role{LBody}\else
    \ifx\tag@group\tag@TR\gdef\tag@role{P}\ifx\tag@outer\tag@Table\else\tag@within{}\fi\else\tag@within{}\fi
    \def\tag@group{}\fi
  \let\tag@base\tag@stack\tag@alloc\tag@line\ifx\tag@group\@empty\else\tag@push\tag@line\fi
  \tag@alloc\tag@thing\tag@push\tag@thing
  \edef\tag@mine{\the\tagmarks}\global\advance\tagmarks1 \global\let\tag@type\tag@role\let\tag@whole\tag@role
  \setbox\blockbox=\vbox{\blockstart\begingroup#3\par\endgroup}%
  \global\let\tag@stack\tag@base
  \ifx\tag@role\tag@TH\def\tag@group{TR}\fi\ifx\tag@role\tag@TD\def\tag@group{TR}\fi
  \ifx\tag@group\tag@TR\tag@within{Table}\else\ifx\tag@group\@empty\tag@within{}\fi\fi
  \let\tag@base\tag@stack\ifx\tag@group\@empty\else\tag@emit\tag@line\tag@group\fi
  \iftagtaken\else\tag@emit\tag@thing\tag@whole\tag@number\tag@mine
    \tag@raw{/\tag@whole<</MCID \tag@mine>>BDC}\fi
  \box\blockbox\tag@unmark
  \ifx\tag@whole\tag@role\tag@end\fi\ifx\tag@group\@empty\else\tag@end\fi\global\let\tag@stack\tag@base}
% A page begins with its number, and its key in the tree of parents.
\def\tag@page{\global\advance\tagpages1 \global\tagmarks=0
  \ifdefined\pdfpageattr
    \ifnum\tagpages=1 \immediate\openout\tagfile=\jobname.tag\relax\fi
    \edef\tag@now{\global\pdfpageattr{/Tabs/S/StructParents \the\tagkeys}}\tag@now
  \fi
  \edef\tag@key{\the\tagkeys}\global\advance\tagkeys1 }
\ifdefined\pdfpageattr
  \def\tag@sheet{\tag@note{\string\tagpage{\the\tagpages}{\tag@key}}}
\else
  \def\tag@sheet{\ifnum\tagpages=1 \tag@pdf{obj @keys []}\tag@pdf{obj @kids0 []}\tag@pdf{obj @kids1 []}%
      \tag@pdf{obj @tag0 <</Type/StructTreeRoot/K @kids0/ParentTree<</Nums @keys>>>>}%
      \tag@pdf{obj @tag1 <</Type/StructElem/S/Document/P @tag0/K @kids1>>}\tag@pdf{put @kids0 @tag1}%
      \tag@pdf{put @catalog <</MarkInfo<</Marked true>>/StructTreeRoot @tag0>>}\fi
    \tag@pdf{obj @marks\the\tagpages\space[]}\tag@pdf{put @keys \tag@key}\tag@pdf{put @keys @marks\the\tagpages}%
    \tag@pdf{put @thispage <</Tabs/S/StructParents \tag@key>>}}
\fi
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
  \tag@put{head}{/Type/StructElem/S/#1/P \tag@parent\space0 R\tag@pg\tag@is{#1}}\tag@put{tail}{}}
\newcommand\taglist{{\advance\tag@level-2 \global\expandafter\let\csname tag@tail@\the\tag@level\endcsname\tag@decimal}}
\newcommand\tagalt[1]{\tag@put{tail}{/Alt<#1>}}
\newcommand\tagend{\tag@write{\tag@get{object}}{<<\tag@get{head}\tag@get{tail}/K[\tag@get{kids}]>>}%
  \advance\tag@level-1 }
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
