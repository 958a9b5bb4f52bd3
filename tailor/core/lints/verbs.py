"""The verbs that open bullets of English résumés: their past forms, where they are irregular, and their base forms."""

from __future__ import annotations

_IRREGULAR = """
be:was begin:began break:broke bring:brought build:built buy:bought catch:caught choose:chose come:came cut:cut
deal:dealt do:did draw:drew drive:drove fall:fell feed:fed fight:fought find:found fly:flew forbid:forbade
forecast:forecast get:got give:gave go:went grow:grew have:had hold:held keep:kept know:knew lay:laid lead:led
learn:learned leave:left let:let lose:lost make:made mean:meant meet:met oversee:oversaw overtake:overtook
pay:paid prove:proved put:put quit:quit read:read rebuild:rebuilt remake:remade rewrite:rewrote ride:rode
ring:rang rise:rose run:ran say:said see:saw seek:sought sell:sold send:sent set:set shoot:shot show:showed
shut:shut sing:sang sit:sat speak:spoke speed:sped spend:spent split:split spread:spread stand:stood
strike:struck sweep:swept swim:swam take:took teach:taught tell:told think:thought throw:threw
understand:understood undertake:undertook win:won withdraw:withdrew write:wrote
"""

_REGULAR = """
accelerate accomplish achieve acquire act adapt add administer advise advocate aid align allocate analyse
analyze answer apply appoint arrange assemble assess assign assist audit author automate balance benchmark boost
bound calculate calibrate chair challenge clean coach code collaborate collect combine commission communicate
compare compile complete compose compute conceive conduct configure connect consolidate construct consult
contribute control convert convince coordinate correct craft create cultivate curate customize debug decrease
define defend delegate deliver demonstrate deploy derive design detect determine develop devise diagnose direct
discover distill distribute document double draft earn edit educate eliminate enable encourage engineer
enhance ensure establish estimate evaluate examine exceed execute expand explain explore extend extract
facilitate file fix formulate foster fulfil gather generate govern guide halve handle help host identify
illustrate implement improve increase influence inform initiate innovate inspect install instruct integrate
interpret interview introduce invent investigate join judge launch lecture lift listen localize locate log lower
maintain manage map measure mediate mentor merge migrate model moderate modernize monitor motivate move navigate
negotiate observe obtain onboard open operate optimise optimize orchestrate order organise organize overhaul own
participate perform pilot pioneer plan prepare present prevent process produce profile program promote propose
prototype provide publish pursue qualify quantify raise rank recommend reconcile record recruit redesign reduce
refactor refine reform register remove renew reorganize repair replace report represent research resolve restore
restructure review revise save scale schedule scope secure serve shape share ship shorten simplify simulate
solve sort sponsor standardize start steer streamline strengthen structure study summarize supervise supply
support survey sustain synthesize tackle test track train transform translate treat triage trim tune turn tutor
unify update upgrade use validate verify visit visualize volunteer work
"""

IRREGULAR = dict(pair.split(":") for pair in _IRREGULAR.split())
"""Base form → past form."""

REGULAR = frozenset(_REGULAR.split())
"""Base forms of verbs whose past ends in `ed`."""

PAST = {past: base for base, past in IRREGULAR.items()}


def base_of(word: str) -> str:
    """The base form of an opening word: `Led` → `lead`, `designs` → `design`; other words in lower case."""
    low = word.lower()
    if low in PAST:
        return PAST[low]
    for form in (low, *_stems(low)):
        if form in REGULAR or form in IRREGULAR:
            return form
    return low


def is_present(word: str) -> bool:
    """Whether a word is a known verb in the present, and cannot be a past form: `lead`, `designs`; not `cut`."""
    low = word.lower()
    if low in PAST or low.endswith("ed"):
        return False
    bases = {low, low.removesuffix("s"), low.removesuffix("es")}
    return bool(bases & REGULAR or bases & IRREGULAR.keys())


def past_of(word: str) -> str:
    """The past form of a known verb: `lead` → `led`, `design` → `designed`, `apply` → `applied`."""
    base = base_of(word)
    if base in IRREGULAR:
        return IRREGULAR[base]
    if base.endswith("e"):
        return f"{base}d"
    if base.endswith("y") and base[-2] not in "aeiou":
        return f"{base[:-1]}ied"
    doubled = base in ("debug", "log", "map", "plan", "program", "ship", "trim", "fulfil")
    return f"{base}{base[-1]}ed" if doubled else f"{base}ed"


def _stems(word: str) -> list[str]:
    """What a regular form may come from: `applied` → `apply`, `shipped` → `ship`, `used` → `use`."""
    found = []
    for ending in ("ed", "es", "s", "d", "ing"):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            stem = word.removesuffix(ending)
            found += [stem, f"{stem}e", stem[:-1] if stem[-1:] == stem[-2:-1] else stem]
            found += [f"{stem[:-1]}y"] if stem.endswith("i") else []
    return found
