"""What is read out of a TeX log."""

from __future__ import annotations

from tailor.text.texlog import read_log

WIDE = """\
Overfull \\hbox (11.26927pt too wide) in paragraph at lines 69--69
[]\\T1/qpl/m/n/10 Cut the \\T1/qpl/b/n/10 la-tency\\T1/qpl/m/n/10  of gatewaysandmore by half
 []
Overfull \\hbox (3.0pt too wide) detected at line 70
[]
"""


def test_lines_that_stick_out_are_known_by_their_longest_word() -> None:
    log = read_log(WIDE)
    assert (log.overfull, log.sticking) == ((11.26927, 3.0), ("gatewaysandmore", ""))
