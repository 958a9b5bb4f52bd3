"""The TeX of a photo: it has a tag, with words for who does not see it, and is exactly as large as was asked."""

from __future__ import annotations

FIGURES = r"""% \photo{file}{width}{height}{words for who does not see it, UTF-16 in hexadecimal}.
\newcommand\photo[4]{\hbox to#2{\tag@figure{#4}{#2}{#3}\vbox to#3{\vss\hbox to#2{\photo@drawn{#1}{#2}{#3}\hss}}\hss}}
\def\tag@figure#1#2#3{\tagtake\iftagleads\tag@start{Figure}\else\tagas{Figure}\fi\tag@alt{#1}\tag@place{#2}{#3}}
\ifdefined\pdfrefximage
  \def\photo@drawn#1#2#3{\immediate\pdfximage width #2 height #3 {#1}\pdfrefximage\pdflastximage}
  \def\tag@place#1#2{\pdfsavepos\edef\tag@now{\noexpand\write\tagfile{\string\tagbox{\noexpand\the\noexpand\pdflastxpos}%
    {\noexpand\the\noexpand\pdflastypos}{\number\dimexpr#1}{\number\dimexpr#2}}}\tag@now}
  \def\tag@bp#1{\strip@pt\dimexpr#1sp*7200/7227\relax}
  \newcommand\tagbox[4]{\tag@put{tail}{\tag@get{tail}/A<</O/Layout/Placement/Block/BBox[\tag@bp{#1} \tag@bp{#2}
    \tag@bp{\numexpr#1+#3\relax} \tag@bp{\numexpr#2+#4\relax}]>>}}
\else
  \def\photo@drawn#1#2#3{\XeTeXpicfile "#1" width #2 height #3\relax}
  \def\tag@place#1#2{}
\fi
"""
