"""The maths that a profile may hold: which commands, what they read as, and what is wrong with a formula.

A formula goes to TeX as it is written, so only commands that set something are let through: a formula can
neither read a file nor change the page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from tailor.text.formulas.grammar import FUNCTIONS, syntax_fault

_GREEK = (
    "alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ "
    "lambda λ mu μ nu ν xi ξ pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi ϕ varphi φ "
    "chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω"
)
_SIGNS = (
    "pm ± mp ∓ times × div ÷ cdot ⋅ ast ∗ star ⋆ circ ∘ bullet • oplus ⊕ ominus ⊖ otimes ⊗ cap ∩ cup ∪ wedge ∧ "
    "vee ∨ setminus ∖ le ≤ leq ≤ ge ≥ geq ≥ ll ≪ gg ≫ ne ≠ neq ≠ equiv ≡ sim ∼ simeq ≃ approx ≈ cong ≅ "
    "propto ∝ subset ⊂ supset ⊃ subseteq ⊆ supseteq ⊇ in ∈ ni ∋ notin ∉ mid ∣ parallel ∥ perp ⊥ vdash ⊢ "
    "models ⊨ to → rightarrow → leftarrow ← gets ← leftrightarrow ↔ Rightarrow ⇒ Leftarrow ⇐ Leftrightarrow ⇔ "
    "uparrow ↑ downarrow ↓ mapsto ↦ infty ∞ partial ∂ nabla ∇ forall ∀ exists ∃ neg ¬ emptyset ∅ sum ∑ prod ∏ "
    "int ∫ oint ∮ ell ℓ hbar ℏ Re ℜ Im ℑ aleph ℵ prime ′ dagger † ddagger ‡ langle ⟨ rangle ⟩ lfloor ⌊ rfloor ⌋ "
    "lceil ⌈ rceil ⌉ ldots … cdots ⋯ dots … vdots ⋮ colon : lvert | rvert | Vert ∥ backslash \\"
)
_SHAPES = (
    "frac sqrt left right big Big bigl bigr Bigl Bigr hat bar tilde vec dot ddot overline underline widehat "
    "widetilde mathrm mathbf mathit mathsf mathtt mathcal binom quad qquad limits nolimits overbrace underbrace"
)


def _pairs(words: str) -> dict[str, str]:
    listed = words.split()
    return dict(zip(listed[::2], listed[1::2], strict=True))


READS: Final = MappingProxyType(
    _pairs(_GREEK)
    | _pairs(_SIGNS)
    | {name: name for name in FUNCTIONS.split()}
    | dict.fromkeys(_SHAPES.split(), "")
    | {",": " ", ";": " ", ":": " ", "!": "", " ": " ", "{": "{", "}": "}", "|": "∥", "%": "%", "#": "#", "&": "&"}
)
"""What each allowed command reads as in plain text."""

_COMMAND = re.compile(r"\\([A-Za-z]+|.)\s*", re.DOTALL)
_LIMIT = 500


def plain_maths(formula: str) -> str:
    """The formula in plain characters: `O(n \\log n)` as `O(n log n)`."""
    spaced = _COMMAND.sub(lambda match: _reading(match[1]), formula)
    return " ".join(re.sub(r"[{}^_~]", "", spaced).split())


_RAISED: Final = str.maketrans("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
_LOWERED: Final = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_ONE = re.compile(r"([\^_]|\\sqrt|\\frac(?:\{[^{}]*\})?)\s*([^\s{}\\\[])")
"""What takes one sign without braces."""
_BUILT = re.compile(
    r"\\(?:frac\s*\{(?P<over>[^{}]*)\}\s*\{(?P<under>[^{}]*)\}|binom\s*\{(?P<of>[^{}]*)\}\s*\{(?P<take>[^{}]*)\}"
    r"|sqrt\s*(?:\[(?P<nth>[^\]{}]*)\])?\s*\{(?P<root>[^{}]*)\})"
    r"|\^\{(?P<up>[^{}]*)\}|_\{(?P<down>[^{}]*)\}|(?<![\^_}\]ctm])\{(?P<group>[^{}]*)\}"
)
"""The innermost of what is built of parts."""


_LATER: Final = str.maketrans("\0\1\2\3", "{}^_")
"""What is shown of signs that must not be read once more."""


def written_maths(formula: str) -> str:
    """The formula in plain characters that mean the same: `10^{-3}` as `10⁻³`, `\\frac{a}{b}` as `a/b`."""
    kept = {"frac", "sqrt", "binom"}
    text = _COMMAND.sub(lambda match: f"\\{match[1]}" if match[1] in kept else _reading(match[1], "\0\1"), formula)
    before = ""
    while text != before:
        before, text = text, _BUILT.sub(_written, _ONE.sub(r"\1{\2}", text))
    text = re.sub(r"\\(?:frac|sqrt|binom)|[{}~]", "", text)
    return " ".join(text.translate(_LATER).split())


def _written(match: re.Match[str]) -> str:
    part = {name: " ".join(text.split()) for name, text in match.groupdict().items() if text is not None}
    if "over" in part:
        return f"{_whole(part['over'])}/{_whole(part['under'])}"
    if "of" in part:
        return f"C({part['of']}, {part['take']})"
    if "root" in part:
        return f"{_shifted(part['nth'], _RAISED, '') if 'nth' in part else ''}√{_whole(part['root'])}"
    if "up" in part:
        return _shifted(part["up"], _RAISED, "\2")
    return _shifted(part["down"], _LOWERED, "\3") if "down" in part else part["group"]


def shifted(text: str, to: str) -> str:
    """Raised ("sup") or lowered ("sub") text in plain signs: `10⁻³`, `H₂O`; as it is where there are no such signs."""
    letters = _RAISED if to == "sup" else _LOWERED
    return text.translate(letters) if all(ord(one) in letters for one in text) else text


def _shifted(text: str, letters: Mapping[int, int], mark: str) -> str:
    """Raised or lowered by signs that are so; else behind a mark."""
    return text.translate(letters) if all(ord(one) in letters for one in text) else f"{mark}{_whole(text)}"


def _whole(text: str) -> str:
    """In parentheses if it is more than one word."""
    return text if re.fullmatch(r"[\w.]+|.", text, re.ASCII) else f"({text})"


def fault(formula: str) -> str:
    """What is wrong with a formula, for a message; empty if nothing is."""
    unknown = [name for name in _COMMAND.findall(formula) if name not in READS]
    if unknown:
        return f"\\{unknown[0]} is not among the maths commands that can be used"
    if len(formula) > _LIMIT:
        return "it is too long"
    if strange := re.search(r"[%#&$\\]|[^\x20-\x7e]", _COMMAND.sub("", formula)):
        return f'the character "{strange[0]}" cannot stand in a formula'
    return syntax_fault(formula)


def _reading(name: str, braces: str = "{}") -> str:
    """A command's reading, a function's name with the space that parts it from its argument."""
    reading = dict(zip("{}", braces, strict=True)).get(name) or READS.get(name, name)
    return f"{reading} " if reading.isalpha() and reading.isascii() else reading
