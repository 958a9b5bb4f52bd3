"""The kernel's table of Unicode: shorter, and it says the same."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from tailor.tex.engine import Call, Engine, find_engine
from tailor.tex.kernel import GAP, LARGE, MADE, MOST, dump_kernel, installed, sparse

LINES = """\
0041;LATIN CAPITAL LETTER A;Lu;0;L;;;;;N;;;;0061;
0042;AN UNCASED SIGN;So;0;L;;;;;N;;;;;
00AA;FEMININE ORDINAL INDICATOR;Lo;0;L;<super> 0061;;;;N;;;;;
00C5;LATIN CAPITAL LETTER A WITH RING ABOVE;Lu;0;L;0041 030A;;;;N;LATIN CAPITAL LETTER A RING;;;00E5;
4E00;<CJK Ideograph, First>;Lo;0;L;;;;;N;;;;;
9FFF;<CJK Ideograph, Last>;Lo;0;L;;;;;N;;;;;
10400;DESERET CAPITAL LETTER LONG I;Lu;0;L;;;;;N;;;;10428;
""".splitlines()


def test_lines_that_say_something_stay_as_they_are() -> None:
    kept = sparse(LINES).splitlines()
    assert [line for line in kept if "<none>" not in line] == [LINES[0], LINES[3]]


def test_no_gap_is_long_and_all_stands_in_order() -> None:
    codes = [int(line.partition(";")[0], 16) for line in sparse(LINES).splitlines()]
    assert all(0 < after - before <= GAP for before, after in pairwise([*codes, 0x110000]))
    assert max(code for code in codes if code % GAP) < MOST


@pytest.mark.tex
def test_the_kernel_is_smaller_than_an_installed_one_with_room_in_it() -> None:
    there = installed()["pdflatex.fmt"].stat().st_size
    engine = find_engine()
    assert engine is not None
    made = dump_kernel(engine)
    assert (made is None) == (there < LARGE)
    assert made is None or len(made.files[MADE]) < there / 2


MATCHING = r"""\documentclass{article}\begin{document}\ExplSyntaxOn
\tl_set:Nx \l_tmpa_tl { \prg_replicate:nn { 5000 } { a } }
\regex_replace_all:nnN { (a) } { \1b } \l_tmpa_tl
\iow_log:x { matched~\tl_count:N \l_tmpa_tl }
\ExplSyntaxOff\end{document}
"""


@pytest.mark.tex
def test_a_text_as_long_as_a_page_is_matched(tmp_path: Path) -> None:
    engine = find_engine()
    assert engine is not None
    made = dump_kernel(engine)
    if made is None:
        pytest.skip("the installed kernel is used as it is")
    (tmp_path / "kernel.fmt").write_bytes(made.files[MADE])
    with Engine(Call((engine, f"-fmt={tmp_path / 'kernel.fmt'}"))) as process:
        assert "matched 10000" in process.run(MATCHING).log
