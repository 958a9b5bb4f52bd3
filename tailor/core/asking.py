"""How postings ask, in words: of headings and of sentences, in English, German, French, Spanish, Portuguese, Italian
and Dutch.

Each table is one pattern of pieces; the order of languages does not matter.
"""

from __future__ import annotations

import re


def _any(*pieces: str, whole: bool = False) -> re.Pattern[str]:
    """A pattern for any of the pieces, wherever capitals are; `whole` is for pieces that are whole words."""
    either = "|".join(pieces)
    return re.compile(rf"\b(?:{either})\b" if whole else either, re.IGNORECASE)


NICE_HEAD = _any(
    r"nice|bonus|plus(es)?\b|preferred|desir|optional|advantage|(good|great|better) (to have|if)|would be|extra",
    r"stand out",
    r"wünschens|von vorteil|gern(e)? gesehen",
    r"atouts?\b|appréci|souhait",
    r"se valora|valorable|deseable",
    r"diferenci|desejáve",
    r"gradit|preferenzial",
    r"wenselijk|\bpré\b|meegenomen",
)
TASK_HEAD = _any(
    r"what you(’|'| wi)?ll (do|work|build|own)|responsib|duties|tasks|the (role|job|work)\b",
    r"aufgaben|tätigkeit|das erwartet",
    r"missions?\b|tâches|le poste|votre rôle",
    r"funciones|tareas|el puesto|qué harás",
    r"atividades|funções|a vaga|vai fazer",
    r"mansioni|attività|il ruolo|cosa farai",
    r"\btaken\b|werkzaamheden|verantwoordelijkheden|gaat? doen",
)
ASIDE_HEAD = _any(
    r"benefit|perks?|offer|compensation|salary|pay\b|equal|divers|inclusi|privacy|apply|application|hiring process",
    r"interview|values|location|about (us|the (company|firm|team|lab|group|university))|who we are",
    r"our (company|story|mission)|why (join|work|us)|seniority|employment type|job function|industr",
    r"über uns|wir bieten|angebot|bewerb|wer wir sind",
    r"entreprise|société|qui sommes|à propos|avantages|nous (vous )?(offrons|proposons)|rémunération|candidat|postuler",
    r"sobre (nosotros|la empresa|nós|a empresa)|quiénes somos|ofrecemos|beneficios|salario|postula",
    r"quem somos|oferecemos|benefícios|salário",
    r"chi siamo|l.azienda|offriamo|retribuzione",
    r"over ons|wie (zijn )?(wij|we)\b|bieden|arbeidsvoorwaarden|solliciteren",
)
MUST_HEAD = _any(
    r"require|must|qualif|essential|minimum|skills|need|expect|looking for|who you are|about you",
    r"your (profile|background)|you (have|bring|are|will have|'ll have)|what you.{0,4} bring|experience|criteria",
    r"fit if|thrive|ideal (candidate|person)",
    r"anforderung|profil\b|voraussetzung|bringst|mitbringst|bringen sie|kenntnisse",
    r"compétences|exigences|prérequis|requis|recherché|vous (avez|êtes|maîtrisez)",
    r"requisitos|perfil|se requiere|buscamos|imprescindible|conocimientos",
    r"procuramos|esperamos|conhecimentos|obrigatóri",
    r"requisiti|profilo|competenze|cerchiamo|conoscenze",
    r"eisen\b|vereisten|profiel|vragen (wij|we)|zoeken (wij|we)|vaardigheden",
)

NICE = _any(
    r"nice[ -]to[ -]have|(a|big|strong|definite|huge|real) plus|plus(es)?$|bonus|prefer(red|ably)|ideally|desirable",
    r"advantage(ous)?|optional(ly)?|beneficial|(would|will) be (great|good|nice|welcome|helpful|useful)|welcome but",
    r"(not|n't|n’t) (strictly |absolutely )?(required|necessary|essential|a must)",
    r"von vorteil|idealerweise|wünschenswert|gern(e)? gesehen|ein plus|nicht zwingend",
    r"un (vrai |réel )?(plus|atout)|appréciée?s?|souhaitée?s?|idéalement|de préférence",
    r"se valora(rá)?n?|valorable|deseables?|un plus|preferible(mente)?|idealmente",
    r"desejáve(l|is)|diferencial|de preferência",
    r"gradit[aoei]|preferibil(e|i|mente)|titolo preferenziale",
    r"een (pré|plus|pluspunt)|bij voorkeur|wenselijk",
    whole=True,
)
MUST = _any(
    r"must[ -](have|be|know)|is a must|required|requires|essential|mandatory|you (will )?need (?!to\b)\w+",
    r"needs? to (have|know)",
    r"zwingend|erforderlich|vorausgesetzt|unabdingbar",
    r"exigée?s?|requise?s?|obligatoires?|indispensables?|impérati(f|ve|vement)",
    r"imprescindibles?|obligatori[oa]s?|requerid[oa]s?",
    r"obrigatóri[oa]s?|indispensáve(l|is)|exigid[oa]s?",
    r"indispensabil[ei]|obbligatori[oae]?|richiest[oaei]",
    r"vereist|noodzakelijk|verplicht",
    whole=True,
)
UNASKED = re.compile(
    r"\b(no (prior |previous )?(experience|knowledge|background)\b.{0,80}\b(needed|required|necessary|expected|assumed)"
    r"|(not|n't|n’t) (expect|require|need|ask)\b)",
    re.IGNORECASE,
)
"""What is said not to be asked for."""

DEGREE = _any(
    r"degree in|bachelor|master(’|')?s|ph\.?d|doctorate|b\.?sc|m\.?sc|diploma",
    r"studium|studienabschluss|hochschulabschluss",
    r"diplôme|diplômée?|bac ?\+ ?\d|licenciatura|titulación|grado en|graduação|laurea|opleiding",
    whole=True,
)
"""The fields of a degree are no skills that one asks for."""

YOU = _any(r"you|your|du|ihr|sie|deine?|ihre?|vous|vos|votre|usted|tus?|você|seu|sua|tuo|tua|jij|jouw", whole=True)
