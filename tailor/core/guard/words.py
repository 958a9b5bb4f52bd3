"""The words that the guard weighs, in English, German, French and Spanish: what a text may not gain or lose unseen."""

from __future__ import annotations

import re
from itertools import takewhile


def _set(text: str) -> frozenset[str]:
    """Words between spaces."""
    return frozenset(text.split())


def _phrases(text: str) -> tuple[str, ...]:
    """Phrases between commas."""
    return tuple(" ".join(part.split()) for part in text.split(","))


_PLAIN = """
a an the and or but nor so yet of in on at to for from by with without within into onto over under per each than then as
is are was were be been being am has have had having do does did will would can could may might shall should must
this that these those it its they them their there here he she his her we our us you your i my me mine who whom whose
which what when where while during after before until since between among across about against through out up down off
also too very such some any both own same other another more most less least much many few several not no instead place
et ou de du des la le les un une au aux en dans sur sous par pour avec sans chez vers dont que qui quoi où ce cet cette
ces se sa son ses leur leurs est sont été être a ont avait il elle ils elles eux nous vous je mon ma mes ne pas plus
entre depuis lors afin ainsi d l j s n qu
der die das den dem des ein eine einer eines einem einen und oder aber von vom zu zum zur im in an am auf aus bei beim
mit ohne für über unter nach vor seit bis durch gegen um als wie ist sind war waren wird werden wurde wurden hat haben
hatte habe ich mein meine mir mich wir unser es er sie ihr ihre sein seine dieser diese dieses deren dessen je pro nicht
kein keine auch sich so davon darunter dass ob wenn da
el los las al del una uno unas unos y o con sin por para en entre sobre hasta desde su sus que como se lo fue era ha han
he este esta estos estas muy más también donde cuando mi mis nos a ser es son
respectively including included worked work working done make made making using used use via plus among thanks
"""
PLAIN = _set(_PLAIN)
"""Words that say nothing of their own."""

SUPERLATIVES = _set(
    """
    best top leading foremost first only sole unique unrivalled unmatched unprecedented expert world-class
    award-winning state-of-the-art cutting-edge record-breaking record flagship renowned acclaimed prestigious
    number-one most biggest pioneering outstanding exceptional bester beste bestes besten führend führende
    führender führendes einzige einziger erste erster experte expertin preisgekrönt preisgekrönte preisgekrönter
    marktführend herausragend herausragende meilleur meilleure meilleurs meilleures premier première premiers
    mejor mejores peor único única primera primero pionero pionera mayor líder premiado premiada galardonado
    unique seul seule expert experte primé primée incontournable
    """
)
"""What a text claims to be beyond all others."""

_NO_SUPERLATIVE = _set(
    """
    test tests latest interest request harvest forest invest manifest guest west rest nest quest suggest contest
    protest digest honest modest priest invest earnest northwest southwest midwest budapest bucharest conquest
    arrest request meist zumeist fest erst selbst rest ist podest protest geist leist dienst kunst gast last
    liste einst sonst angst ingest attest everest interest pretest backtest
    """
)
_EST = re.compile(r"[a-z]{3,}est|[a-zäöü]{4,}st(?:e|en|er|es)")
_PLUS = re.compile(r"\b(?:la|le|les)\s+plus\s+\w+", re.IGNORECASE)
_MOST = re.compile(r"\bthe\s+most\s+\w+", re.IGNORECASE)
_ORDINARY_STE = re.compile(r"(?:leist|test|dienst|gast|kost|post|list|kist|nächst|erst|musst|wüsst|größten?teils)")

TITLES = _set(
    """
    chief head director president principal senior lead manager supervisor partner founder co-founder cofounder
    owner executive vp svp cto ceo cfo coo professor dean chair architect staff fellow officer consultant
    superintendent commander coordinator foreman captain solicitor barrister attorney physician surgeon leiter
    leiterin leitung direktor direktorin geschäftsführer geschäftsführerin chefarzt oberarzt oberärztin vorstand
    prokurist professorin gründer gründerin inhaber stationsleitung teamleiter teamleiterin vertriebsleiter
    abteilungsleiter projektleiter directeur directrice chef cheffe responsable président présidente gérant jefe
    jefa directora gerente encargado encargada coordinador coordinadora dueño dueña fundador fundadora socio
    presidenta catedrático catedrática subdirector subdirectora gérante fondateur fondatrice cadre professeur
    professeure associé associée
    """
)
"""Words of rank in a title."""

DEGREES = _set(
    """
    phd dphil doctorate doctoral doctor dr msc ma mba meng mphil master masters master's bsc ba beng bachelor
    bachelors bachelor's diploma degree graduate certified certificate certification licensed licence license
    chartered accredited pmp cpa cfa cissp summa magna doktor doktorin promovierte promoviert promotion diplom
    diplomierte meister magister habilitation zertifiziert zertifizierte staatsexamen approbiert docteur
    doctorado máster licenciado licenciada licenciatura diplomado diplomada titulado titulada colegiado
    certificado certificada grado docteure doctorat maîtrise licencié licenciée diplômé diplômée agrégé agrégée
    certifié certifiée
    """
)
"""Words of degrees, licences and certificates."""

HEDGES: dict[str, tuple[str, ...]] = {
    "about": _phrases(
        """
        about, around, roughly, approximately, approx, circa, some, nearly, almost, close to, just under, an
        estimated, unos, unas, casi, cerca de, alrededor de, aproximadamente, une dizaine, une douzaine,
        une vingtaine, une trentaine, une quarantaine, une cinquantaine, une centaine, ca, etwa, rund, ungefähr, knapp,
        fast, nahezu, environ, près de, presque, quelque, quelques
        """
    ),
    "up to": _phrases(
        """
        up to, at most, no more than, as many as, hasta, como máximo, bis zu, höchstens, maximal, jusqu'à,
        jusqu’à, au plus
        """
    ),
    "more than": _phrases(
        """
        more than, over, above, at least, upwards of, exceeding, más de, al menos, como mínimo, über, mehr
        als, mindestens, plus de, au moins
        """
    ),
    "less than": _phrases(
        """
        less than, fewer than, below, weniger als, moins de, menos de
        """
    ),
    "partly": _phrases(
        """
        partly, partially, in part, some of, most of, parte de, en parte, una parte de, a veces,
        mostly, mainly, largely, usually, often, sometimes, occasionally, gelegentlich,
        parfois, ocasionalmente, teilweise, zum teil, überwiegend,
        meist, meistens, teils, en partie, partiellement, souvent
        """
    ),
    "expected": _phrases(
        """
        expected, projected, likely, up for, previsto, prevista, esperado, esperada, planned, intended,
        potential, could, would, might, may, should, aimed, erwartet, erwartete, geplant, geplante,
        voraussichtlich, attendu, prévu, prévue, envisagé
        """
    ),
}
"""What keeps a claim modest, by what it says of it."""

MODEST = _set(
    """
    helped help helping assisted assist assisting supported support supporting contributed contribute
    contributing participated participate took part involved co-wrote co-authored co-led co-started shadowed
    observed learned learnt mentored proposed suggested drafted reviewed evaluated maintained studied tried with
    alongside together jointly shared colleague colleagues half mitgewirkt wirkte mitwirkte mitwirken
    unterstützte unterstützt beteiligt beteiligte begleitete begleitet gemeinsam mit kollegen kollegin kollege
    entwarf erprobte betreute aidé aidée participé contribué assisté soutenu accompagné collaboré proposé testé
    avec collègue collègues l'aide replaced covered covering substitute substituted
    remplacé remplacée remplaçant remplaçante sustituí sustituyó suplí
    deputised
    deputized deputising deputizing deputy stand-in acting co-author
    coauthor co-organised co-founded volunteered volunteer advised member stellvertretend stellvertretende
    stellvertretender vertrat vertretung vertretungsweise mitautor mitautorin mitgründer mitgliedschaft mitglied
    mitverantwortlich assistierte half suppléant suppléante adjoint adjointe membre coauteur ayudé ayudó ayudar
    colaboré colaboró participé participó apoyé apoyó contribuí junto compañero compañera compañeros compañeras
    con supervision guidance anleitung aufsicht encadrement dirección direction supervisión
    asistí coautor coautora suplente adjunto adjunta propuse revisé
    """
)
"""Words that share the work, or say that it was less than done."""

COMPANIONS = _set(
    """
    supervision guidance direction anleitung aufsicht encadrement dirección supervisión
    colleague colleagues colleague's peer peers teammate teammates partner team manager supervisor kollege kollegen
    kollegin kolleginnen team collègue collègues équipe compañero compañera compañeros compañeras equipo
    zweit dritt viert
    """
)
"""With whom, or by whom, something was done."""

UNFINISHED = _set(
    """
    prototype prototypes prototyped pilot pilots piloted trial trials trialled draft drafts drafted plan plans
    planned proposal proposals proposed proof-of-concept experiment experiments experimental simulation
    simulations simulated demo beta review submitted candidate intern internship trainee concept sketch mock-up
    mockup evaluated tried hackathon small junior prototyp prototyps prototypen entwurf entwürfe pilotprojekt
    versuch versuche erprobte konzept simulation praktikum kleine kleiner kleines prototype prototypes essai
    towards toward credits enrolled pending unpublished preprint shortlisted shortlist finalist finalists
    nominated nominee runner-up longlisted applied in-progress provisional interim preliminary unfinished
    ongoing studying training mock unreleased begutachtung eingereicht nominiert nominierte finalist finalistin
    shortlist laufend vorläufig begonnen kommissarisch interimsweise werkstudent volontär finaliste finalistes
    nommé nommée soumis soumise intérimaire prototipo prototipos piloto borrador propuesta propuse prueba
    pruebas prácticas becario becaria finalista nominado nominada candidatura simulación maqueta pequeño pequeña
    essais pilote ébauche projet maquette simulation stage proposé testé
    """
)
"""Words that say that something is not finished, not large or not in use."""

NEGATIONS = _set(
    """
    not no never without none nor nicht kein keine ohne nie niemals pas jamais sans aucun aucune sin nunca jamás
    ningún ninguna aún todavía
    """
)

PARTIAL = re.compile(
    r"\b(?<!as\s)(?:(?P<some>one|two|three|four|five|six|several|some|\d+|eine[rsm]?|einen|zwei|drei|vier|einige|un[eoa]?|l['’]un[e]?|"
    r"deux|trois|quatre|dos|tres|cuatro|part|parts|teil|teile|partie|parte)\s+(?:of|von|davon|de[rs]?|des|du|d['’]|de\s+l[oa]s)\b)",
    re.IGNORECASE,
)
"""`one of`, `two of the`, `part of`: a share of what follows."""

ALL = _set(
    """
    all both every entire whole everything alle allen aller alles beide beiden sämtliche sämtlichen ganze ganzen
    ganzer ganzes jede jeden jeder jedes tous toutes tout toute entier entière chaque todos todas todo toda
    entero entera ambos ambas cada
    """
)
"""Words that claim the whole of something."""

LIMITS = _set(
    """
    vez veces fois gelegentlich mitunter parfois ocasionalmente
    few once briefly wenige wenigen einzelne einzelnen einmal kurzzeitig peu pocos pocas algunos algunas
    weekend weekends part-time temporary temporarily occasional internal locally acting trainee internally
    wochenende wochenenden teilzeit befristet aushilfsweise intern week-end week-ends temporaire partiel
    temporal parcial interno interna
    """
)
"""Words that limit what they stand with; whoever keeps the rest of their clause keeps them."""

HAPPENED = _set(
    """
    gone came passée passé
    fell fall dropped sank rose climbed grew declined improved shrank went slipped increased decreased stieg
    stiegen sank sanken fiel fielen wuchs wuchsen ging baissé augmenté chuté progressé subió subieron bajó
    bajaron aumentó aumentaron cayó cayeron creció crecieron disminuyó
    """
)
"""What happens to a figure by itself."""

CAUSED = _set(
    """
    brought cut reduced lowered raised increased boosted improved grew drove halved doubled trimmed slashed lifted
    achieved delivered senkte steigerte reduzierte erhöhte verbesserte verkürzte halbierte verdoppelte réduit
    augmenté amélioré diminué doublé abaissé reduje aumenté mejoré bajé dupliqué subí incrementé logré
    """
)
"""What somebody does to a figure."""

IRREGULAR = dict(
    pair.split(":")
    for pair in _phrases(
        """
        built:build, led:lead, wrote:write, written:write, taught:teach, ran:run, grew:grow, grown:grow,
        sold:sell, won:win, held:hold, kept:keep, fell:fall, fallen:fall, took:take, taken:take,
        brought:bring, came:come, began:begin, begun:begin, gave:give, found:find, rose:rise, risen:rise,
        drew:draw, drove:drive, spoke:speak, chose:choose, third:third, cared:care, caring:care, early:ahead,
        enemies:enemy, analyses:analysis
        """
    )
)

_TOKEN = re.compile(r"[^\W_](?:[^\W_]|[-+#.&/'’](?=[^\W_])|[+#](?![^\W_]))*")


def words(text: str) -> list[re.Match[str]]:
    """The words of a text; `C++`, `award-winning`, `Node.js` and `l'aide` are one each."""
    return [*_TOKEN.finditer(text)]


def folded(word: str) -> str:
    """A word as it is compared: lower case, without the possessive and elided articles."""
    low = word.lower().replace("’", "'")
    return re.sub(r"^(?:[cdjlmnst]|qu)'(?=\w\w)", "", low).removesuffix("'s").removesuffix("'")


def is_superlative(word: str) -> bool:
    """Whether a word claims to be beyond all others; German ones with an ending, as nouns and verbs end in -st too."""
    low = folded(word)
    if low in SUPERLATIVES:
        return True
    return low not in _NO_SUPERLATIVE and len(low) > 5 and low.endswith("est") and _EST.fullmatch(low) is not None


def superlative_phrases(text: str) -> list[re.Match[str]]:
    """`le plus vaste`, `the most accurate`: superlatives of two words; and German ones after an article."""
    german = re.compile(r"\b(?:das|die|der|den|dem)\s+[a-zäöüß]{4,}st(?:e|en|er|es)\b")
    return [match for pattern in (_PLUS, _MOST, german) for match in pattern.finditer(text)]


def alike(one: str, other: str) -> bool:
    """Whether two folded words are forms of one: they share all but a short ending, or an irregular verb."""
    one, other = IRREGULAR.get(one, one), IRREGULAR.get(other, other)
    if one == other:
        return True
    if "-" in one and "-" in other:
        ours, theirs = one.split("-"), other.split("-")
        return len(ours) == len(theirs) and all(map(alike, ours, theirs))
    shared = _shared(one, other)
    return (
        shared >= 3
        and max(len(one), len(other)) - shared <= 3 + (shared > 5)
        and shared >= min(len(one), len(other)) - 2
    )


def beginning(word: str) -> str:
    """What all forms of a folded word share; words that are `alike` have it in common."""
    return IRREGULAR.get(word, word)[:3]


def same_name(one: str, other: str) -> bool:
    """Whether two folded words are one name, which changes by a short ending at most."""
    shared = _shared(one, other)
    return shared >= min(len(one), len(other)) - (len(one) > 4) and max(len(one), len(other)) - shared <= 2


def _shared(one: str, other: str) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
