"""Words of postings that name nothing by themselves, in the seven languages that are read."""

from __future__ import annotations

import re

from tailor.core.postings.posting_language import words

_YEARS = (
    r"(?:(?:at least|a minimum of|minimum|over|mindestens|au moins|al menos|mínimo|pelo menos|almeno)\s+)?"
    r"(?:\d+|one|two|three|four|five|several|many|mehrere|deux|trois|dos|tres|cinco|três|due"
    r"|tre)\s*(?:[-–]\s*\d+|\+)?\+?\s+"
    r"(?:years?|months?|jahre|ans|años|anos|anni|jaar)(?:['’]|\s+(?:of|in|with|as|d['’]|de|em|en|di))?"
)
_WHAT = (
    r"experiences?|knowledge|familiarity|familiar|proficiency|proficient|fluency|fluent|understanding|command"
    r"|expertise"
    r"|background|track record|skills?|use|awareness|exposure|grasp|competence|competency|confident|experienced"
    r"|skilled"
    r"|comfortable|working|certified|trained|certification|clearance|routine|programming|scripting|mentorship",
    r"(?:sprach|grund|fach|sehr gute )?kenntnisse?|erfahrung(?:en)?|umgang|verständnis|know-how|wissen|praxis"
    r"|beherrschung|ausbildung|programmierung",
    r"maîtrise|connaissances?|expériences?|pratique|notions?|utilisation|aisance|compétences?",
    r"conocimientos?|programación|experiencia|manejo|dominio|soltura|haber trabajado|conoces|sabes usar|usar"
    r"|manejas|dominas",
    r"conhecimentos?|programação|experiência|domínio|noções|vivência|utilização",
    r"conoscenz[ae]|esperienz[ae]|padronanza|uso",
    r"kennis|ervaring|beheersing",
)
WHAT = re.compile("|".join(_WHAT), re.IGNORECASE)
"""`experience`, „Kenntnisse“: words that say nothing alone."""

_OF = (
    r"(?:working )?(?:of|in|with|using|on|as|at|for|to use)|mit|im|von|für|der|des|zum|zur|als|bei",
    r"de l['’]|de la|des|de|du|d['’]|en|avec|sur|dans|en el|en la|con el|con|del",
    r"do|da|dos|das|em|no|na|com|como|di|del|della|dei|in|nell[ae]|van|met|op",
)
OPENER = re.compile(
    rf"(?:(?:{_YEARS})\s*)?\b(?:{'|'.join(_WHAT)})\s+(?:{'|'.join(_OF)})(?:\s+|(?<=['’]))", re.IGNORECASE
)
"""Words that introduce a requirement: `Experience with`, „Kenntnisse in“, « maîtrise de »."""

LEADING = re.compile(
    rf"(?:{_YEARS}|(?:e\.g\.|i\.e\.|z\. ?B\.|p\. ?ex\.|p\. ?ej\.|such as|including|like|wie|wie z\. ?B\.|comme"
    rf"|como|tels? que"
    r"|based in|located in|living in|ideally"
    r"|idealerweise|idéalement|preferably|plus|also|both|either|and|or|und|oder|sowie|et|ou|y|o|e|"
    r"a|an|the|any|some|your|our|its|proven|strong|solid|good|very good|excellent|great|sound|deep|broad|wide"
    r"|hands[- ]on"
    r"|practical|prior|previous|recent|current|valid|active|working|basic|advanced|extensive|demonstrated"
    r"|professional"
    r"|commercial|safe|clear|confident|relevant|similar|fluent|full|clean|first|general|thorough|secure"
    r"|sehr|gute[nrms]?|sichere[nrms]?|sicher|fundierte[nrms]?|solide[nrms]?|erste|praktische|mehrjährige[nrs]?"
    r"|nachweisbare|tiefe|umfassende|gültige[rns]?"
    r"|einschlägige|fließend(?:es?)?|routinierte[rn]?|der|die|das|den|dem|des|ein|eine[nrms]?|im|in|mit"
    r"|une?|la|le|les|des|du|de|d['’]|l['’]|bonnes?|solides?|première|excellente?s?|très|parfaite"
    r"|el|los|las|unos?|unas?|del|al|buen(?:os|as?)?|sólid[oa]s?|alto|nivel|amplia"
    r"|os?|as?|um|uma|bons?|boas?|sólid[oa]s?|conhecimento|il|lo|gli|buona|ottima|een|het|goede|ruime)(?=\s|$"
    r"|(?<=['’])))\s*",
    re.IGNORECASE,
)
"""Words that may precede a name without being part of it."""

TRAILING = re.compile(
    r"[\s,.;:!*…]*(?:\b(?:is|are|would|will|must|sind|ist|wäre|wären|est|sont|serait|seraient|es|son|sería|é|são"
    r"|será|è|sono|sarebbe|zijn)\b.*"
    r"|\b(?:experience|knowledge|skills?|preferred|desirable|desired|required|essential|needed|a must|a plus"
    r"|optional|advantageous"
    r"|certification|level|or similar|or equivalent|similar|etc|kenntnisse|von vorteil|wünschenswert|erforderlich"
    r"|appréciée?s?|souhaitée?s?|exigée?s?|requise?s?|indispensable|à jour|valorable|deseable|imprescindible|en vigor"
    r"|avanzado|avançad[oa]s?|fluente?|fluido|alto|ativ[oa]|desejável|gradit[oa]|wenselijk|vereist|welcome|too"
    r"|as well)\b|[\s,.;:!*…]+)$",
    re.IGNORECASE,
)
"""Words that may follow a name without being part of it."""

SOFT = re.compile(
    r"^(another|other|similar)\b|communicat|\bteams?\b|interperson|organi[sz](ed|ation)|detail|motivat|\bself\b"
    r"|proactiv|curio|passion|flexib|willing"
    r"|abilit(y|ies) to|\bable to|independen|under pressure|problem|analytical|critical thinking"
    r"|time management|multi-?task"
    r"|deadline|fast[- ]paced|initiative|creativ|attitude|ethic|enthusias|committ?|punctual|empath|patien(ce"
    r"|t)$|mindset"
    r"|^(?:but|aber|mais|pero|ma|maar)\b"
    r"|\beye for|\blove of|humou?r|\beager|humble|ownership|travel|shifts?|weekend|nights|full[- ]time"
    r"|part[- ]time|eligible"
    r"|citizen|available|availability|related field|or equivalent|written|verbal|spoken|years?\b|seriousness"
    r"|friendly|resilien"
    r"|\bpeople\b|customers?$|\bwork\b|attention|positive|trust|respect|\b(students|pupils|patients|clients"
    r"|users|colleagues|children)$|clearly|\b(newer|older|later|better|more|less|above|below|anything|something"
    r"|everything|nothing|without|most|them)\b|production$"
    r"|kommunikat|eigeninitiat|selbst(st)?änd|zuverlässig|belastbar|sorgf|freude|spaß|engag|bereitschaft|schicht"
    r"|berufserfahrung|jahre|lernbereit|struktur|arbeitsweise|verantwort|einfühl|organisationstal|analytisch"
    r"|teamf|\bwort\b|\bschrift\b"
    r"|équipe|rigueur|rigoureu|autonom|sens (de|du|des)|dynami|motiv|curieu|relationnel|disponib"
    r"|d['’]expérience|esprit|écoute|capacité"
    r"|polyval|sérieu|permis de travail"
    r"|equipo|responsab|comunicaci|capacidad|\bganas\b|iniciativa|vocación|\baños\b|resolutiv|empat|personas"
    r"|equipas?|equipes?|comunica|vontade|organiz|\banos\b|dinam|pessoas"
    r"|squadra|voglia|passione|samenwerk|zelfstandig|nauwkeurig|enthousias",
    re.IGNORECASE,
)
"""What every posting asks for, and no line of a profile proves."""

NOT_A_NAME = words(
    """
    senior junior mid staff principal lead engineer engineers developer developers manager level team bachelor
    bachelors master masters phd degree university computer science engineering mathematics physics statistics eu us
    uk usa europe remote hybrid cv i r&d hr ceo cto cpo cfo coo minimum current equal opportunity analytical
    resilient monday tuesday wednesday thursday friday saturday sunday easter january february march april may june
    july august september october november december english christmas key stage mr mrs ms dr prof ltd inc gmbh ag
    plc llc phone email website linkedin instagram youtube facebook twitter glassdoor group department company trust
    school hospital must-have you we our your what who why how if when where while as controller director head
    officer board president cdi cdd clt e.g i.e z.b p.ex p.ej u.s u.k h/f this that these those it they he she
    please note join a1 a2 b1 b2 c1 c2 ii iii iv am pm id ok faq covid kg km
    """
)
"""Words that postings write with a capital, and that name no skill."""

PLACES = words(
    """
    alabama alaska arizona arkansas california colorado connecticut delaware florida georgia hawaii idaho illinois
    indiana iowa kansas kentucky louisiana maine maryland massachusetts michigan minnesota mississippi missouri
    montana nebraska nevada ohio oklahoma oregon pennsylvania tennessee texas utah vermont virginia wisconsin
    wyoming ontario quebec england scotland wales ireland france germany spain portugal italy netherlands belgium
    switzerland austria sweden norway denmark finland poland canada india china japan singapore australia brazil
    mexico israel america european london paris berlin madrid lisbon porto dublin amsterdam rotterdam brussels
    zürich zurich geneva vienna munich münchen hamburg köln frankfurt stockholm oslo copenhagen helsinki warsaw
    prague milan rome barcelona lyon nantes marseille boston chicago seattle austin denver atlanta dallas houston
    toronto vancouver montréal montreal sydney melbourne tokyo york new san los francisco angeles manchester leeds
    bristol edinburgh cambridge oxford british german french nordic
    """
)
"""Where work is: no skill either."""
