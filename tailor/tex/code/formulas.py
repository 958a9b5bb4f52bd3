r"""The TeX of formulas, things of their own among the tags, and the Unicode of glyphs that pdfTeX cannot name.

PDF/UA-1 (ISO 14289-1, 7.7 and 7.21.7) wants each formula tagged, with a text that stands for it, and every glyph with
its Unicode. The text is TeX's notation: read out as it looks, `\frac{a}{b}` would be "ab".
"""

from __future__ import annotations

FORMULAS = r"""% Formulas have a tag, and their notation as its text. Signs that text fonts lack are no formulas.
\newcommand\formula[1]{\wordspace\keptorder{\formula@set{#1}}\wordfollows}
\newcommand\formula@set[1]{\tag@unmark\tag@begin{Formula}\EdefEscapeHex\tag@said{\detokenize{#1}}\tag@alt\tag@said
  \tag@mark{Formula}$#1$\tag@unmark\tag@end\tag@again}
\newcommand\mathsign[1]{\ifmmode\expandafter\@firstofone\else\expandafter\mathtext\fi{#1}}
\newcommand\mathtext[1]{\wordspace$#1$\wordfollows}
\providecommand\binom[2]{{{#1}\atopwithdelims()#2}}\providecommand\lvert{\mathopen|}\providecommand\rvert{\mathclose|}
"""

GLYPHS = r"""% Glyphs that pdfTeX's table does not name: sizes and pieces of large signs, and signs of text fonts.
\ifdefined\pdfpageattr
\def\tag@glyphs#1{\@for\tag@glyph:=#1\do{\expandafter\tag@sizes\tag@glyph\@nil}}
\def\tag@sizes#1:#2\@nil{\@for\tag@size:=\tag@list\do{\pdfglyphtounicode{#1\tag@size}{#2}}}
\def\tag@list{big,Big,bigg,Bigg}
\tag@glyphs{parenleft:0028,parenright:0029,bracketleft:005B,bracketright:005D,braceleft:007B,braceright:007D,%
  floorleft:230A,floorright:230B,ceilingleft:2308,ceilingright:2309,angbracketleft:27E8,angbracketright:27E9,%
  slash:002F,backslash:005C,radical:221A}
\def\tag@list{text,display}
\tag@glyphs{summation:2211,product:220F,coproduct:2210,integral:222B,contintegral:222E,union:22C3,intersection:22C2,%
  unionmulti:2A04,unionsq:2A06,logicaland:22C0,logicalor:22C1,circledot:2A00,circleplus:2A01,circlemultiply:2A02}
\def\tag@list{wide,wider,widest}\tag@glyphs{hat:0302,tilde:0303}
\def\tag@list{bt,vertex,tp}\tag@glyphs{radical:221A,parenleft:0028,parenright:0029}
\def\tag@list{tp,bt}\tag@glyphs{arrow:2191,arrowdbl:21D1}
\def\tag@list{left,right}\tag@glyphs{bracehtipdown:23DE,bracehtipup:23DF}
\def\tag@name#1:#2\@nil{\pdfglyphtounicode{#1}{#2}}\let\tag@sizes\tag@name
\tag@glyphs{vextendsingle:2223,vextenddouble:2225,arrowvertexdbl:21D1,mapsto:21A6,mho:2127,bigcircle:25EF,%
  blanksymbol:2422,naira:20A6,peso:20B1,baht:0E3F,recipe:211E,permyriad:2031,discount:2052,servicemark:2120,published:2117}
\fi
"""
