r"""The TeX that makes a space a glyph: U+0020 of the text's own font, in the middle of the gap between two words.

TeX sets no spaces, only gaps. pdfTeX can put a space of another font into each (`\pdfinterwordspaceon`), of which
pdf.js makes an end of text, and which pdfplumber finds below the line. So `\ ` is a gap that draws a blank glyph of the
font in use: leaders, which TeX stretches, breaks and discards just as it does the gap, so no line or height is another.

T1 has no slot for a space. A slot that text does not use gets a blank glyph that is as wide as TeX takes the slot to
be (PDF/UA-1 asks that widths agree): by an encoding that the document writes for itself, for TeX Gyre and Latin Modern;
PostScript's standard fonts have their space in the raw font of the same name; any other font has at least its compound
word mark, which has no width.
"""

from __future__ import annotations

VECTOR = r"""^^J%
  /grave/acute/circumflex/tilde/dieresis/hungarumlaut/ring/caron/breve/macron/dotaccent/cedilla/ogonek^^J%
  /quotesinglbase/guilsinglleft/guilsinglright/quotedblleft/quotedblright/quotedblbase/guillemotleft^^J%
  /guillemotright/endash/emdash/cwm/perthousandzero/dotlessi\x/dotlessj\x/\w{ff}/\w{fi}/\w{fl}/\w{ffi}/\w{ffl}^^J%
  /\u/exclam/quotedbl/numbersign/dollar\z/percent/ampersand/quoteright/parenleft/parenright/asterisk/plus^^J%
  /comma/hyphen/period/slash/zero\y/one\y/two\y/three\y/four\y/five\y/six\y/seven\y/eight\y/nine\y/colon^^J%
  /semicolon/less/equal/greater/question/at/A/B/C/D/E/F/G/H/I/J/K/L/M/N/O/P/Q/R/S/T/U/V/W/X/Y/Z/bracketleft^^J%
  /backslash/bracketright/asciicircum/underscore/quoteleft/a\x/b\x/c\x/d\x/e\x/f\x/g\x/h\x/i\x/j\x/k\x/l\x/m\x^^J%
  /n\x/o\x/p\x/q\x/r\x/s\x/t\x/u\x/v\x/w\x/x\x/y\x/z\x/braceleft/bar/braceright/asciitilde/\v/Abreve/Aogonek^^J%
  /Cacute/Ccaron/Dcaron/Ecaron/Eogonek/Gbreve/Lacute/Lcaron/Lslash/Nacute/Ncaron/Eng/Ohungarumlaut/Racute/Rcaron^^J%
  /Sacute/Scaron/Scedilla/Tcaron/Tcedilla/Uhungarumlaut/Uring/Ydieresis/Zacute/Zcaron/Zdotaccent/IJ/Idotaccent^^J%
  /dcroat\x/section/abreve\x/aogonek\x/cacute\x/ccaron\x/dcaron\x/ecaron\x/eogonek\x/gbreve\x/lacute\x/lcaron\x^^J%
  /lslash\x/nacute\x/ncaron\x/eng\x/ohungarumlaut\x/racute\x/rcaron\x/sacute\x/scaron\x/scedilla\x/tcaron\x^^J%
  /tcedilla\x/uhungarumlaut\x/uring\x/ydieresis\x/zacute\x/zcaron\x/zdotaccent\x/ij\x/exclamdown/questiondown^^J%
  /sterling/Agrave/Aacute/Acircumflex/Atilde/Adieresis/Aring/AE/Ccedilla/Egrave/Eacute/Ecircumflex/Edieresis^^J%
  /Igrave/Iacute/Icircumflex/Idieresis/Eth/Ntilde/Ograve/Oacute/Ocircumflex/Otilde/Odieresis/OE/Oslash/Ugrave^^J%
  /Uacute/Ucircumflex/Udieresis/Yacute/Thorn/Germandbls/agrave\x/aacute\x/acircumflex\x/atilde\x/adieresis\x^^J%
  /aring\x/ae\x/ccedilla\x/egrave\x/eacute\x/ecircumflex\x/edieresis\x/igrave\x/iacute\x/icircumflex\x^^J%
  /idieresis\x/eth\x/ntilde\x/ograve\x/oacute\x/ocircumflex\x/otilde\x/odieresis\x/oe\x/oslash\x/ugrave\x^^J%
  /uacute\x/ucircumflex\x/udieresis\x/yacute\x/thorn\x/germandbls\x"""
r"""The glyphs of T1 by slot, as TeX Gyre and Latin Modern name them; `\x` follows what small capitals replace, `\y` and
`\z` figures and the dollar sign, `\w` takes a ligature; slots 32 and 127 are `\u` and `\v`."""

SPACES = r"""% A space is a glyph of the text's own font: \ in running text. It is drawn in the middle of the gap.
\let\fake@space\pdffakespace % pdfTeX's own, of another font
\newdimen\space@shrink \space@shrink=-1sp \newskip\space@usual \space@usual=0pt minus -1sp
\ifdefined\XeTeXversion\newcommand\realspace{\char"20 }\let\widespace\realspace
\let\measuredspaces\relax\newcommand\spacebefore[1]{\hbox to0pt{\kern-#1\realspace\hss}}
\let\space@tight\relax\else
\let\plain@space=\ %
\newskip\space@skip \newbox\space@box \newwrite\space@stream
% What is drawn is made once for as long as the font stays: TeX comes here for every word, in every trial.
\newbox\space@lead
\protected\def\ {\relax\ifhmode\expandafter\ifx\the\font\space@last\else\space@make\fi\space@set\else\plain@space\fi}
% The usual gap is that after a sign which changes none, where the template has no \spaceskip.
\def\space@led{\ifnum\spacefactor=1000 \ifdim\spaceskip=0pt \cleaders\copy\space@lead\hskip\space@usual
  \else\space@other\fi\else\space@other\fi}
\def\space@other{\space\space@skip=\lastskip\unskip\advance\space@skip by 0pt minus 1sp
  \global\space@shrink=\glueshrink\space@skip\cleaders\copy\space@lead\hskip\space@skip}
\def\space@make{\ifnum\skewchar\font<0 \space@find\fi
  \ifnum\skewchar\font>0 \space@draw\global\let\space@set\space@led
    \global\space@usual=\fontdimen2\font plus \fontdimen3\font
      minus \dimexpr\fontdimen4\font-1sp\relax\else\global\let\space@set\space\fi
  \global\expandafter\let\expandafter\space@last\the\font}
% Where a line may end, and its gap with it, a space is drawn by what is no part of the line: that wide before here.
\newcommand\spacebefore[1]{\ifnum\skewchar\font<0 \space@find\fi\ifcsname\fontname\font/drawn\endcsname
  \pdfliteral{\csname\fontname\font/drawn\endcsname{\strip@pt\dimexpr(#1)*7200/7227\relax}}\else\fake@space\fi}
\def\space@ahead{\ifnum\skewchar\font<0 \space@find\fi\ifcsname\fontname\font/drawn\endcsname
  \space@skip=\lastskip\unskip\hskip\space@skip\fi\spacebefore{\fontdimen2\font+.07em}}
\def\space@tight#1{#1\space@ahead}% after another font
\def\space@drawn#1{\begingroup\lccode`\A=#1 \lowercase{\endgroup\pdfincludechars\font{A}}%
  \count@\numexpr\numexpr\dimexpr\pdffontsize\font\relax*7200/7227\relax*10000/65536\relax
  \expandafter\xdef\csname\fontname\font/drawn\endcsname##1{BT /F\pdffontname\font\space
    \expandafter\space@decimal\the\numexpr\count@+100000000\relax\@nil\space Tf
    -##1 0 Td <\ifnum#1=23 17\else20\fi> Tj ET}}
\def\space@decimal1#1#2#3#4#5\@nil{#1#2#3#4.#5}
\def\space@draw{\setbox\space@box\hbox to\dimexpr\fontdimen2\font-\fontdimen4\font\relax{\space@glyph\hss}%
  \ht\space@box=0pt\dp\space@box=0pt \global\setbox\space@lead\box\space@box}
\newcommand\measuredspaces{\def\space@draw{\global\setbox\space@lead\hbox{}}}% what is measured is not read
\newcommand\realspace{\ifnum\skewchar\font<0 \space@find\fi
  \setbox\space@box\hbox{\space@glyph}\ht\space@box=0pt\dp\space@box=0pt\box\space@box}
% The same, half an em wide where the font has it.
\newcommand\widespace{\ifnum\skewchar\font<0 \space@find\fi
  \ifnum\skewchar\font=127
    \setbox\space@box\hbox{\char32}\ht\space@box=0pt\dp\space@box=0pt\box\space@box\else\realspace\fi}
\protected\def\pdffakespace{\ifhmode\ifnum\skewchar\font<0 \space@find\fi
  \ifnum\skewchar\font>0 \ifdim\lastskip>0pt \hbox to 0pt{\hss\realspace}\else\hbox to 0pt{\realspace\hss}\fi
  \else\fake@space\fi\fi}
% Where a font has its space is found when it is first used, and kept as its \skewchar, which is for formulas: a slot;
% 256 for a font that stands behind it, 0 for none. A template may name a font to take it from then, \spaceface.
\providecommand\spaceface{texnansi-qplr}
\font\spacefont=\spaceface\space at 10pt
\def\space@glyph{\ifnum\skewchar\font>255 {\csname\fontname\font/raw\endcsname\char32}\else
  \ifnum\skewchar\font>0 \char\skewchar\font\else{\spacefont\char32}\fi\fi}
\def\space@find{\begingroup\skewchar\font=0 \edef\space@name{\fontname\font\space}%
  \ifnum\pdfmatch{^(ec-(q[a-z]+|lm[a-z0-9]+)(-sc)?) }{\space@name}=1
    \edef\space@font{\space@matched1}\edef\space@file{\space@matched2}\edef\space@caps{\space@matched3}\space@encoded
  \else\ifnum\pdfmatch{^((ptm|phv|ppl|pbk|pnc|pag|pcr|bch|put|pzc)[a-z]*8)t([no]?) }{\space@name}=1
    \global\expandafter\font\csname\fontname\font/raw\endcsname
      =\space@matched1r\space@matched3\space at\pdffontsize\font
    \skewchar\font=256
  \else\ifnum\pdfmatch{tls-[ribz]-t1 }{\space@name}=1 \skewchar\font=32
  \else\def\space@name{T1}\ifx\f@encoding\space@name\iffontchar\font23 \skewchar\font=23 \fi\fi\fi\fi\fi
  \ifnum\skewchar\font=23 \space@drawn{23}\else
    \ifnum\skewchar\font>0 \ifnum\skewchar\font<256 \space@drawn{32}\fi\fi\fi\endgroup}
\def\space@matched#1{\expandafter\space@after\pdflastmatch#1\space\@nil}
\def\space@after#1->#2\@nil{#2}
% The slot and its glyph: 127, a narrow hyphen, has the width of a sixth of an em; 32, a visible space, of a half, or in
% Latin Modern of its space that does not break.
\def\space@encoded{\skewchar\font=32 \def\space@vector{ec}%
  \ifnum\pdfmatch{^lm}{\space@file}=1 \def\space@vector{lm}\else
    \ifx\space@caps\@empty\else\def\space@vector{sc}\fi
    \dimen@\dimexpr\fontcharwd\font127*6-\pdffontsize\font\relax\ifdim\dimen@<0pt \dimen@-\dimen@\fi
    \ifdim100\dimen@<\pdffontsize\font\skewchar\font=127 \fi\fi
  \ifcsname space@\space@vector\endcsname\else\space@write\fi
  \pdfmapline{=\space@font\space <[\csname space@\space@vector\endcsname\space <\space@file.pfb}}
\begingroup\catcode`\$=12 \gdef\space@out{$TEXMFOUTPUT/}\endgroup % where pdflatex -output-directory puts what it writes
\def\space@write{\begingroup\edef\space@name{spaces-\space@vector.enc}\csname space@for@\space@vector\endcsname
  \immediate\openout\space@stream=\space@name\relax
  \immediate\write\space@stream{/Spaces[\space@glyphs]\space def}\immediate\closeout\space@stream
  \IfFileExists{\space@out\space@name}{\edef\space@name{\space@out\space@name}}{}%
  \global\expandafter\let\csname space@\space@vector\endcsname\space@name\endgroup}
\def\space@for@ec{\def\u{uni2002}\def\v{uni2006}\let\w\@firstofone\let\x\@empty\let\y\@empty\let\z\@empty}
\def\space@for@lm{\space@for@ec\def\u{nbspace}\def\v{hyphen.alt}}
\def\space@for@sc{\space@for@ec\def\w##1{.notdef}\def\x{.sc}\def\y{.taboldstyle}\def\z{.oldstyle}}
\def\space@glyphs{@@VECTOR@@}
\pdfglyphtounicode{uni2002}{0020}\pdfglyphtounicode{uni2006}{0020}\pdfglyphtounicode{nbspace}{0020}
\pdfglyphtounicode{cwm}{0020}\pdfglyphtounicode{compwordmark}{0020}
\fi
% A line with nothing but a space, of no height, so flat that it touches no other: an empty line for programs that read
% a page as text and know no gaps (pypdf), where the eye sees white. Its top is about that of the line below it:
% pdfplumber, which chains what is less than 3 pt apart, has it there, before the text, and chains no line beside it.
\newcommand\emptyline{\nointerlineskip
  \hbox to 0pt{\smash{\lower\dimexpr.7\baselineskip-.6em\relax\hbox{\tag@decor{\emptyspace}}}\hss}}
\ifdefined\XeTeXversion
\newcommand\emptyspace{\special{pdf:btrans xscale 1 yscale .4}\hbox to 0pt{\hss\widespace}\special{pdf:etrans}}%
\else
\newcommand\emptyspace{\pdfsave\pdfsetmatrix{1 0 0 .4}\hbox to 0pt{\hss\widespace}\pdfrestore}\fi
% A gap of some width with one space in it, and the space alone, in the middle of such a width.
\newcommand\spacein[1]{\hbox to#1{\hss\widespace\hss}}
\newcommand\widegap[1]{\cleaders\spacein{#1}\hskip#1\relax}
""".replace("@@VECTOR@@", VECTOR)
