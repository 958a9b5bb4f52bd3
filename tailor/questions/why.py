"""What `why` asks of a page that was chosen: items by id or by a piece of text, and all that can be said of one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from tailor.base.errors import InputError, Problem
from tailor.builds.build_values import Choice
from tailor.core.explain.explain import Effect, Question, beside, force, marginal, price
from tailor.core.explain.reasons import reason_out
from tailor.core.explain.verdicts import verdicts
from tailor.core.profile.candidates import Candidate
from tailor.core.profile.kinds import HEADS
from tailor.core.scoring.score_terms import Term
from tailor.models.values import near
from tailor.solver.highs import Highs


def question(choice: Choice) -> Question:
    """The page, ready to be asked about."""
    return Question(choice.problem, choice.selection, Highs())


def find_item(candidates: Sequence[Candidate], words: str) -> Candidate:
    """The candidate with this id, or the only one whose id has this part, or the only one whose text has this piece;
    case and spaces do not matter. Raises InputError (`unknown-item`, `several-items`)."""
    part = _plain(words)
    by_id = [one for one in candidates if part in one.id.casefold()]
    by_text = [one for one in candidates if part in _plain(one.text)]
    exact = [one for one in candidates if one.id == words]
    for found in (exact, by_id, by_text):
        if len(found) == 1:
            return found[0]
    several = list(dict.fromkeys(one.id for one in (*by_id, *by_text)))
    if several and part:
        ids = ", ".join(several[:6]) + (" …" if len(several) > 6 else "")
        message = f"`{words}` stands for {len(several)} items"
        raise InputError(Problem("several-items", message, f"name one of: {ids}"))
    guess = near(words, [one.id for one in candidates], 0.5)
    hint = f"did you mean `{guess}`?" if guess else "`tailor explain` lists every item with its id"
    raise InputError(Problem("unknown-item", f"no item has the id or the words `{words}`", hint))


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


class Why(Struct, frozen=True):
    """All that can be said of one item. Values and the `price` that would bring it in: value units; height and, of a
    keyword, `width`: sp; `strength` in 1/20. `beside` says how many other items on the page mention its tags; `home`
    where to write a rule for it."""

    candidate: Candidate
    shown: bool
    terms: tuple[Term, ...]
    strength: int
    alone: int
    here: int
    height: int
    width: int
    reason: str
    beside: Mapping[str, int]
    forced: Effect | None
    price: int | None
    home: str
    variant: str = "full"

    @property
    def text(self) -> str:
        """Its words in the wording that is shown; in the full one where it is not."""
        texts = {one.name: one.text for one in self.candidate.variants}
        return texts.get(self.variant, self.candidate.text)


def why(choice: Choice, words: str) -> Why:
    """Why an item is on the page or not, and what would change it. Raises InputError for no such item."""
    candidate = find_item(choice.candidates, words)
    asked = question(choice)
    known = bool(asked.options_of(candidate.id))
    shown = candidate.id in choice.chosen()
    score = choice.scoring.scores.get(candidate.id)
    measured = choice.measured[choice.layout.name]
    name = candidate.id, choice.chosen().get(candidate.id, candidate.variants[0].name)
    weighed = known and not candidate.fixed and choice.inputs.target.value.pages != "any"
    forced = force(asked, candidate.id, not shown) if weighed else None
    reason = verdicts(choice.problem, choice.selection, choice.candidates, choice.book)[candidate.id]
    if forced and not shown and candidate.kind not in HEADS:
        reason = str(reason_out(asked, candidate.id, _family(choice, candidate), possible=forced.loss is not None))
    return Why(
        candidate,
        shown,
        (*score.terms, *choice.scoring.ranked.get(candidate.id, ())) if score and known else (),
        score.strength if score else 0,
        choice.problem.alone(candidate.id),
        marginal(asked, candidate.id),
        measured.heights.get(name, 0),
        measured.words.get(name, 0),
        reason,
        beside(asked, candidate.id),
        forced,
        price(asked, candidate.id, forced) if forced and forced.loss is not None and not shown else None,
        _home(choice),
        choice.chosen().get(candidate.id, candidate.variants[0].name),
    )


def _family(choice: Choice, candidate: Candidate) -> list[str]:
    """A candidate and all that it stands under."""
    by_id = {one.id: one for one in choice.candidates}
    found = [candidate.id]
    while (parent := by_id[found[-1]].parent) is not None:
        found.append(parent)
    return found


def _home(choice: Choice) -> str:
    """Where to write a rule: a target that ships with the program is not the user's to change, as profiles are."""
    target, home = choice.inputs.target, next(iter(choice.inputs.profile.files)).resolve().parent.parent
    if next(iter(target.files)).resolve().is_relative_to(home):
        return f"in {target.place(()).file}"
    return f"in a target of your own that says `extends: {target.name}`"
