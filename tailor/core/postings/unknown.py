"""What a posting asks for that no table knows: names (`Raspberry Pi`) and plain words (`data assimilation`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from tailor.core.postings.alternatives import AND, OR
from tailor.core.postings.alternatives import LONGEST as LONGEST_SENTENCE
from tailor.core.postings.asking import Ask
from tailor.core.postings.fillers import LEADING, NOT_A_NAME, OPENER, PLACES, SOFT, TRAILING, WHAT
from tailor.core.postings.phrases import YOU
from tailor.core.postings.posting import Sentence
from tailor.core.postings.schooling import schooling
from tailor.core.postings.terms import Lexicon, Match, Token, tokens

LONGEST = 5
"""A part of more words says more than a name."""

OPENED = 7
"""As many words may stand after what opens them: `experience with`."""

_SPLIT = re.compile(r"\s*[,;()]\s*|\s+[/–—]\s+|:\s+|\s*[&+]\s+")
_QUALIFICATION = re.compile(
    r"\b\w*weiterbildung\b|certificat\w*|zertifikat\w*|licen[cs]e|course|curso|máster|formation|certificad\w*",
    re.IGNORECASE,
)
"""What one has to have done, whatever it was about."""

_PRONOUN = re.compile(
    r"(?:you|we|it|they|he|she|your|our|sie|du|wir|es|vous|nous|tu|il|on|se|te|has|há|jij|je|wij|if|when|this"
    r"|all|every|no|not"
    r"|never|ability|able|willing|willingness)\b",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"(?P<long>[^\W\d_]+(?:[ -][^\W\d_]+){1,5})\s+\((?P<short>[A-Z][A-Za-z&-]{1,7})\)")
_SHAPED = re.compile(r"(?=.*[^\W\d_])(?:.*[^\W_].*[A-Z].*|.*\d.*|.*[^\W_][.+#].*)")
_LEVEL = re.compile(
    r"[ABC][12]|\d+(?:st|nd|rd|th|k|h|x|kg|km|kw|m|s)?|[kmgt]?(?:w|v|hz|wh|va|bit|b)|\d*[apx]m", re.IGNORECASE
)
"""Levels of languages, ordinals, units."""


class Span(Struct, frozen=True):
    """Words of a sentence, from one character to another; `named`: they are a name, not plain words."""

    start: int
    end: int
    named: bool


class Reader:
    """Finds what no lexicon knows in the sentences of one posting."""

    def __init__(self, sentences: Sequence[Sentence], lexicon: Lexicon, language: str) -> None:
        self._lexicon = lexicon
        self._capitals = language == "de"  # nouns have capitals: they say nothing
        self._language = language
        joints = f"{OR.get(language, OR['en'])}|{AND.get(language, AND['en'])}"
        self._joint = re.compile(rf"{_SPLIT.pattern}|\s+(?:{joints})\s+", re.IGNORECASE)
        self._plain = {word.text for one in sentences for word in tokens(one.text) if word.text.islower()}
        asides = (one.text for one in sentences if one.ask is Ask.ASIDE)
        self._aside = {word.text for text in asides for word in tokens(text)}

    def spans(self, one: Sentence) -> list[Span]:
        """Names, in whatever asks; plain words too where the sentence says what a person must or should have."""
        if one.ask is Ask.ASIDE or len(one.text) > LONGEST_SENTENCE:
            return []
        terms = list(self._lexicon.find(one.text))
        covered = [(match.start, match.end) for match in terms]
        covered += [(school.start, school.end) for school in schooling(one.text, self._language)]
        long = [] if one.ask is Ask.TASK else list(_long_forms(one.text, covered))
        found = [Span(start, one.text.rindex("(", start, end) - 1, True) for start, end in long]
        found += self._names(one, [*covered, *long], [match for match in terms if match.name])
        if one.ask in (Ask.MUST, Ask.NICE):
            taken = [*covered, *long, *((span.start, span.end) for span in found)]
            found += [Span(a, b, False) for a, b in self._phrases(one) if not _overlap(a, b, taken)]
        return sorted(found, key=lambda span: span.start)

    def _names(self, one: Sentence, covered: Sequence[tuple[int, int]], known: Sequence[Match]) -> Iterator[Span]:
        """Runs of words that look like names; a known name directly before one belongs to it: `React Native`."""
        run: list[Token] = []
        for word in tokens(one.text):
            inside = next(((a, b) for a, b in covered if a < word.end and word.start < b), None)
            if run and one.text[run[-1].end : word.start] in (" ", "-", " & ") and self._goes_on(one, word, inside):
                run = [*run, word]
                continue
            if run:
                yield Span(run[0].start, run[-1].end, True)
            run = [] if inside else self._begun(one, word)
            if len(run) == 1 and (before := _directly_before(one.text, word, known)):
                run = [before, word]
        if run:
            yield Span(run[0].start, run[-1].end, True)

    def _begun(self, one: Sentence, word: Token) -> list[Token]:
        """The words of a name that begins with a word: with the one before it, where an item is nothing but the two."""
        if not self._is_name(one, word):
            return []
        first = tokens(one.text)[0]
        both = one.text[first.end : word.start] == " " and first.text[0].isupper() and first.text.istitle()
        alone = re.match(r"\s*([,;(]|$)", one.text[word.end :]) is not None
        return [first, word] if both and alone and not LEADING.fullmatch(first.text) else [word]

    def _goes_on(self, one: Sentence, word: Token, known: tuple[int, int] | None) -> bool:
        """Whether a word belongs to the name before it; of a term of several words none does alone."""
        if known is None:
            return self._is_name(one, word)
        return known == (word.start, word.end) and self._is_plain_term(word)

    def _is_plain_term(self, word: Token) -> bool:
        """Whether a known word is none of its own in a name: `Analytics` in `Google Analytics`."""
        return word.text[:1].isupper() and not self._capitals and bool(self._lexicon.tags(word.text.lower()))

    def _is_name(self, one: Sentence, word: Token) -> bool:
        text = word.text
        if len(text) < 2 or text.lower() in NOT_A_NAME or text.lower() in PLACES or _LEVEL.fullmatch(text):
            return False
        if one.text.isupper():
            return False
        if (_SHAPED.fullmatch(text) and not text[0].isdigit()) or _digits(text):
            enough = len(text) > 2 or any(letter.isdigit() for letter in text)
            return enough and not (one.ask is Ask.TITLE and len(text) > 5 and text.isupper())
        first = not one.text[: word.start].strip(" (\"'“‘[")
        weak = (
            text[0].isupper()
            and not first
            and not self._capitals
            and (one.ask in (Ask.MUST, Ask.NICE) or _tells_of_work(one))
        )
        return weak and text.lower() not in self._plain and text not in self._aside

    def _phrases(self, one: Sentence) -> Iterator[tuple[int, int]]:
        """The words after `experience with`, and the parts of a short item."""
        text = one.text
        openers = list(OPENER.finditer(text))
        if openers and re.search(r"[,;:]\s*$", text[: openers[0].start()]) and not _PRONOUN.match(text):
            yield from self._parts(text, 0, openers[0].start(), LONGEST)
        for opener, following in zip(openers, [*openers[1:], None], strict=False):
            end = following.start() if following else len(text)
            yield from self._parts(text, opener.end(), _clause(text, opener.end(), end), OPENED)
        if not openers and not _PRONOUN.match(text) and (one.is_item or len(text.split()) <= OPENED):
            yield from self._parts(text, 0, len(text), LONGEST)

    def _parts(self, text: str, start: int, end: int, most: int) -> Iterator[tuple[int, int]]:
        pieces = list(_pieces(self._joint, text, start, end))
        for a, b in pieces:
            a, b = _stripped(text, a, b)
            a, b = self._qualification(text, a, b) or (a, b)
            general = text[b:].lstrip().startswith("(") and not _BRACKETED.match(text, a)
            example = text[:a].rstrip().endswith("(") and bool(self._lexicon.tags(text[start:a]))
            if not (general or example) and 0 < len(text[a:b].split()) <= most and self._says(text[a:b]):
                yield a, b

    def _qualification(self, text: str, start: int, end: int) -> tuple[int, int] | None:
        """A course or certificate without what it is about, if that is known: `Post-registration course in critical
        care`."""
        found = _QUALIFICATION.search(text, start, end)
        known = next((match for match in self._lexicon.find(text[start:end]) if found), None)
        if found is None or known is None or start + known.start < found.end():
            return None
        alone = start == found.start() and found[0].lower() in (
            "certificado",
            "certificate",
            "curso",
            "course",
            "formation",
        )
        return (end, end) if alone else _stripped(text, start, found.end())

    def _says(self, words: str) -> bool:
        """Whether plain words name something."""
        meant = [word.text for word in tokens(words) if word.text.lower() not in NOT_A_NAME and len(word.text) > 2]
        if WHAT.fullmatch(words.strip()):
            return False
        known = bool(self._lexicon.tags(words)) or bool(SOFT.search(words)) or bool(_PRONOUN.match(words))
        elsewhere = all(word.lower() in PLACES for word in meant)
        return any(letter.isalpha() for word in meant for letter in word) and not (known or elsewhere)


def _directly_before(text: str, word: Token, known: Sequence[Match]) -> Token | None:
    """The known name that stands before a word in capitals with only a space between; None if there is none."""
    found = next((match for match in known if match.end == word.start - 1 and text[match.end] == " "), None)
    plain = word.text.istitle() and word.text.isalpha()
    return Token(found.phrase, found.phrase.lower(), found.start, found.end) if found and plain else None


def _tells_of_work(one: Sentence) -> bool:
    """Whether a sentence under the tasks is one of them, and not about the firm."""
    return one.headed and (one.is_item or YOU.search(one.text) is not None)


def _digits(text: str) -> bool:
    """`3DMark`: letters with capitals after a number."""
    return text[0].isdigit() and sum(letter.isupper() for letter in text) > 1


def _long_forms(text: str, covered: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Words with the letters in brackets that they stand for: `Immediate Life Support (ILS)`."""
    for found in _BRACKETED.finditer(text):
        span = _long_form(found)
        if span is not None and not _overlap(*span, covered):
            yield span


def _long_form(found: re.Match[str]) -> tuple[int, int] | None:
    """The words that letters in brackets stand for, and the brackets: `Immediate Life Support (ILS)`; also where
    another language has them in another order."""
    letters = sorted(letter.lower() for letter in found["short"] if letter.isupper())
    words = list(re.finditer(r"[^\W\d_]+", found["long"]))[-len(letters) :]
    if len(letters) < 2 or sorted(word[0][0].lower() for word in words) != letters:
        return None
    return found.start() + words[0].start(), found.end()


def _overlap(start: int, end: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(a < end and start < b for a, b in spans)


def _clause(text: str, start: int, end: int) -> int:
    """Where the clause ends that begins there: at a comma before a new sentence, `and we …`."""
    stop = re.compile(r",? (?:and|but|und|et|mais|y|e) (?:you|we|sie|du|wir|vous|nous)\b|\. ").search(text, start, end)
    return stop.start() if stop else end


def _pieces(joint: re.Pattern[str], text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts between commas, brackets and `or`."""
    at = start
    for found in joint.finditer(text, start, end):
        yield at, found.start()
        at = found.end()
    yield at, end


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    """A part without what only leads to it or ends it."""
    while (found := TRAILING.search(text[start:end])) and found.start() < found.end():
        end = start + found.start()
    while (found := LEADING.match(text, start, end)) and found.end() > start:
        start = found.end()
    while start < end and text[start] in " \"'“‘*":
        start += 1
    return start, end
