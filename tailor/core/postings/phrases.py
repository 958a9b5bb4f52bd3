"""How postings ask, in words: of headings and of sentences, in English, German, French, Spanish, Portuguese, Italian
and Dutch.

Each table is one pattern of pieces: English first, then the others as they stand above; their order does not matter.
"""

from __future__ import annotations

import re


def _any(*pieces: str, whole: bool = False) -> re.Pattern[str]:
    """A pattern for any of the pieces, wherever capitals are; `whole` is for pieces that are whole words."""
    either = "|".join(pieces)
    return re.compile(rf"\b(?:{either})\b" if whole else either, re.IGNORECASE)


SELF_HEAD = _any(
    r"\bwe (bring|give|have|provide|offer)\b|from us|you(’|'| wi)?(ll)? (get|receive|gain)|what you won|in return",
    r"(haben|geben|bieten|bringen) wir\b|wir (haben|geben|bieten)|von uns|dafür bekomm",
    r"nous (vous )?(offrons|proposons|apportons)|on (t[e'’]|vous) (offre|propose)",
    r"(te|le|os) ofrecemos|te damos|(te|lhe) oferecemos|(temos|damos) para",
    r"(ti|le) offriamo|wij (geven|hebben|bieden)|van ons",
)
"""What the employer gives: it goes before all others, as it is worded like them ("what we bring", „das haben wir“)."""

NICE_HEAD = _any(
    r"nice|bonus|plus(es)?\b|preferred|desir|optional|advantage|(good|great|better) (to have|if)|would be|extra",
    r"stands? out|\bassets?\b|even better|(we|we(’|')d|would) (also )?(love|like)|brownie|icing|non[- ]essential",
    r"(wäre|wären) (schön|toll|super)|gerne? sehen|idealerweise|das gewisse|optional|zusätzlich",
    r"wünschens|von vorteil|gern(e)? gesehen|pluspunkt",
    r"atouts?\b|appréci|souhait",
    r"se valora|valora(remos|mos)|valorable|deseable|destacar|suma puntos|puntos extra|preferible|opcional",
    r"preferencia(l|is)|será valoriz|um plus|opciona(l|is)",
    r"diferencia(l|is)|desejáve|valoriza(mos|remos|do)|mais-valia",
    r"gradit|preferenzial|completan?o? il profilo",
    r"wenselijk|\bpré\b|\bpre('|’)?s?\b|meegenomen|pluspunt",
)
NOT_HEAD = _any(
    r"^not (a|for|the|right)\b|\bnot (a|the) (good |right )?(fit|match|job|role)"
    r"|(is|are|might|may|should|would|do|does|will"
    r"|can)(n['’]t| not) (be|need|require|expect|look|for|apply|right|a)\b|out of scope|non[- ]goals",
    r"\bnicht\b|\bkeine?n?\b|\bpas (besoin|pour|nécessaire)|ne (cherchons|recherchons|demandons) pas",
    r"no (es|buscamos|necesitas|pedimos)|não (é|procuramos|precisas)|non (è|cerchiamo|serve)|(niet|geen)\b",
)
"""What is not asked for, or whom the job does not suit: „Das brauchst du nicht“."""

TASK_HEAD = _any(
    r"job (description|summary|duties)|(day[- ]to[- ]day|in this role|accountabilit|key activit|main purpose)",
    r"(was|das) (sie|du) (tun|tust|machen|machst|bewegst|bewegen)|(machen|machst|tun|tust) (sie|du)\b|(dein"
    r"|ihr) (job|einsatz)",
    r"^activités|(votre|ton|tes) (rôle|activités)|descriptif",
    r"qué vas|(tu|la) misión|^missão|tarefas|descrição|vais fazer|irá fazer",
    r"your mission|what you(’|'| wi)?ll (do|work|build|own)|responsib|duties|tasks|the (role|job|work)\b",
    r"aufgaben|tätigkeit|erwartet (dich|sie|euch)|(dich|sie) erwartet|das erwartet|(deine|ihre) rolle|stellenbeschr",
    r"^missions?\b|(vos|votre|tes|ta|les|la) missions?\b|tâches|le poste|du poste|votre rôle|responsabilités"
    r"|quotidien",
    r"funciones|tareas|el puesto|del puesto|qué harás|vas a hacer|día a día|responsabilidad",
    r"atividades|atribuições|funções|a vaga|vai(s)? fazer|dia a dia",
    r"mansioni|attività|il ruolo|del ruolo|cosa farai|ti occuperai|si occuperà|responsabilità",
    r"\btaken\b|werkzaamheden|verantwoordelijkheden|ga(at)? (je|jij|u) doen|gaat? doen|wat doe (je|jij)|jouw rol",
    r"functie-?omschrijving|de functie\b",
)
ASIDE_HEAD = _any(
    r"benefit|perks?|offer|compensation|salary|pay\b|equal|divers(e|ity)|inclusi|privacy|apply|applications?\b",
    r"hiring process|interview|values|location|about (us|the (company|firm|team|lab|group|university))|who we are",
    r"^(the )?(company|school|trust|firm|team|lab|context|overview|legal|package|contract|hours|closing date"
    r"|salary range)$",
    r"next steps|how to (join|apply)|(our|the) (culture|team)\b|travel requirements|\blegal\b|about\b(?! you)",
    r"\b(eckdaten|standort|vergütung|ansprechpartner|rahmenbedingungen|das unternehmen)\b|das sind wir",
    r"^(le )?contexte|établissement|^(le )?contrat|modalités|conditions",
    r"condiciones|contrato|horario|sueldo|remuneração|remuneración|contratação",
    r"(company|employer|team) description|additional information|what to expect from us|(visa|travel|physical) req",
    r"our (company|story|mission)|why (join|work|us)|seniority|employment type|job function|industr|contact\b",
    r"über uns|bieten|angebot|bewerb|wer wir sind|kontakt|(deine|ihre) vorteile|warum",
    r"entreprise|société|qui sommes|à propos|avantages|nous (vous )?(offrons|proposons)|rémunération|candidature",
    r"candidater|postuler|pourquoi|recrutement",
    r"sobre (nosotros|la empresa|nós|a empresa)|quiénes somos|ofrece(mos|r)?\b|beneficios|salario|postula",
    r"quem somos|oferecemos|benefícios|salário|informações adicionais|etapas|processo seletivo|candidata-te",
    r"chi siamo|l.azienda|offriamo|si offr(e|ono)|retribuzione|\bsede\b|modalità|domanda|candidatura",
    r"over (ons|het bedrijf|de organisatie)|wie (zijn )?(wij|we)\b|bieden|arbeidsvoorwaarden|sollicit|interesse"
    r"|waarom",
)
MUST_HEAD = _any(
    r"require|must|qualif|essential|minimum|skills|need|expect|looking for|who you are|about you",
    r"your (profile|background)|you (have|bring|are|will have|'ll have)|what you.{0,4} bring|experience|criteria",
    r"(we|we’re|we're) look(ing)? for|certificat|licen[cs]|tech(nology|nical)? stack|person specification",
    r"fit if|thrive|(ideal|successful|right) (candidate|person|applicant)|will (have|be able)|should (have|be able)",
    r"eligib|credential|education|\babilit|knowledge|competenc|\bstack\b",
    r"(sie|du) (haben|hast|können|kannst|sind|bist)|(haben|hast|können|kannst) (sie|du)\b|ausbildung|suchen wir"
    r"|wir suchen",
    r"^formation|diplômes?|habilidades|formación|titulación|quién(es)? eres|formação|escolaridade|habilitações",
    r"exigid|obligatori",
    r"anforderung|profil\b|voraussetzung|bringst|mitbring|bringen sie|kenntnisse|erfahrung|erwarten\b",
    r"compétences|exigences|prérequis|requis|recherch(é|ons)|vous (avez|êtes|maîtrisez)|expérience",
    r"requisitos|perfil|se requieren?|necesitamos|buscamos|imprescindible|conocimientos|experiencia|pedimos",
    r"procuramos|esperamos|conhecimentos|obrigatóri|experiência|qualificações|competências",
    r"requisiti|profilo|competenze|cerchiamo|conoscenze|si richied(e|ono)|esperienza",
    r"eisen\b|vereisten|profiel|vragen (wij|we)|zoeken (wij|we)|vaardigheden|breng (je|jij|u) mee|meebrengt|ervaring",
    r"(wie|wat) (ben|heb) (je|jij|u)\b|(jij|je) (bent|hebt|beschikt)|verwachten",
)

HEAD = _any(
    r"(?:(?:the|your|our|key|core|main|basic|minimum|technical|professional|preferred|required|additional|job|role"
    r"|ihr|ihre|dein|deine|unser|das|die|wir|vos|votre|tes|les|le|la|nos|notre|tus?|sus?|los|las|el|seus?|suas?"
    r"|o|as?|os"
    r"|il|i|lo|jouw|je|de|het|onze|wij) |l['’])*"
    r"(?:requirements?|qualifications?|responsibilities|duties|tasks|role|job|position|profile|skills|experience"
    r"|background|certifications?|licensure|education|assets|company|overview|summary|benefits|perks"
    r"|compensation|salary|location|industries|seniority level"
    r"|employment type|must[- ]haves?|nice[- ]to[- ]haves?|essentials?"
    r"|desirables?|preferred|optional|bonus|pluses|advantages"
    r"|aufgaben|anforderungen|profil|angebot|bieten|kontakt|voraussetzungen|über uns"
    r"|contexte|activités|formation|rémunération|contrat|tarefas|missão|misión|tareas|condiciones|contrato"
    r"|missions?|compétences|entreprise|société|avantages|poste|profil recherché|qui sommes-nous|nous offrons|atouts"
    r"|requisitos|perfil|funciones|responsabilidades|empresa|puesto|beneficios|sobre nosotros|ofrecemos|quiénes somos"
    r"|se requieren?|se valora|se ofrece|si richied(?:e|ono)|si offr(?:e|ono)"
    r"|atividades|vaga|benefícios|diferenciais|quem somos|sobre nós|valorizamos|oferecemos|procuramos"
    r"|informações adicionais|etapas do processo"
    r"|requisiti(?: di ammissione| richiesti| minimi)?|titoli preferenziali|mansioni|azienda"
    r"|competenze(?: richieste)?"
    r"|profilo|attività|progetto|ruolo|posizione|chi siamo|offriamo|sede di lavoro|modalità di [\w ]{3,40}"
    r"|taken|eisen|profiel|functie-?omschrijving|functie-?eisen|functie|over ons|over het bedrijf|arbeidsvoorwaarden"
    r"|werkzaamheden|pluspunten|solliciteren|vereisten|bieden|vragen)"
    r"(?: (?:and|&|/|und|et|y|e|ed|en) \w+| description| summary| points| skills| requise?s| souhaitée?s| attendue?s"
    r"| principale?s| principais| exigid[oa]s| necesari[oa]s| obligatori[oa]s| obrigatóri[oa]s| deseables| desejáveis"
    r"| mínim[oa]s)?\s?[:?]?",
    r"(?:person specification|company description|additional information|tech(?:nology)? stack|even better)[:?]?",
    r"(?:what|who|why|how|about|we offer|would be|you (?:have|bring|are|might|may|should|will)|equal|nice to|good to)"
    r"\b(?: [\w'’-]+){0,4}[:?]?",
    r"(?:was|wer|das|wat|wie|waarom|warum|qui|ce que|pourquoi|cosa|chi|o que|quem|¿?qué|¿?quién(?:es)?|dit)"
    r" (?=.*\b(?:(?:je|jij|u|du|dich|sie|wir|wij|we|nous|vous|tu)\b|\w+(?:[ae]mos|rás|ais|iamo|rai)\b))"
    r"[\w'’ -]{2,40}\s?[:?]?",
)
"""A line that has no mark of a heading, and is one by its words: meant for the whole line."""

LABEL = _any(
    r"(?:(?:the|your|our|key|core|minimum|technical|preferred|required) )?"
    r"(?:requirements?|qualifications?|must[- ]haves?|nice[- ]to[- ]haves?|essentials?|desirables?|preferred|bonus"
    r"|benefits|perks|responsibilities|duties|tasks|skills|tech stack|we offer"
    r"|anforderungen|aufgaben|voraussetzungen|von vorteil|wir bieten"
    r"|profil recherché|missions?|compétences|atouts|avantages"
    r"|requisitos|imprescindible|se requiere|se valora|funciones|se ofrece|beneficios"
    r"|atividades|diferenciais|benefícios|oferecemos)"
)
"""What stands before a colon and is the heading of what follows in the same line: meant for all before the colon."""

NICE = _any(
    r"nice[ -]to[ -]have|(a|big|strong|definite|huge|real) plus|plus(es)?$|bonus|prefer(red|ably)|ideally|desirable",
    r"advantage(ous)?|optional(ly)?|beneficial|(would|will) be (great|good|nice|welcome|helpful|useful)|welcome but",
    r"(not|\w+n['’]t) (strictly |absolutely )?(required|necessary|essential|a must)",
    r"kein muss|keine (pflicht|bedingung)",
    r"von vorteil|idealerweise|wünschenswert|gern(e)? gesehen|ein (plus|pluspunkt)|nicht zwingend",
    r"un (vrai |réel )?(plus|atout)|appréciée?s?|souhaitée?s?|idéalement|de préférence",
    r"se valora(rá)?n?|valora(mos|remos)|valorable|deseables?|un plus|preferible(mente)?|idealmente",
    r"desejáve(l|is)|diferencial|de preferência|mais-valia|valoriza(-se|mos)|será valorizad[oa]|um plus",
    r"gradit[aoei]|apprezzat[aoei]|preferibil(e|i|mente)|titol[oi] preferenzial[ei]|idealmente",
    r"een (pré|pre|plus|pluspunt)|bij voorkeur|wenselijk|meegenomen",
    whole=True,
)
MUST = _any(
    r"must[ -](have|be|know)|(you|candidates?|applicants?) must (?!not)|is a must|required|requires|essential"
    r"|mandatory|you((’|')ll| will)? need (?!to\b)\w+",
    r"needs? to (have|know)|(looking for|seeking|we (expect|want|need)) (?=.*\b(with|who|confident|experience)\b)",
    r"zwingend|erforderlich|vorausgesetzt|unabdingbar",
    r"exigée?s?|requise?s?|obligatoires?|indispensables?|impérati(f|ve|vement)",
    r"imprescindibles?|obligatori[oa]s?|requerid[oa]s?|necesitas|necesari[oa]s?",
    r"obrigatóri[oa]s?|indispensáve(l|is)|exigid[oa]s?|exige-se|precisas? de|necessári[oa]s?",
    r"indispensabil[ei]|obbligatori[oae]?|richiest[oaei]|si richied(e|ono)|necessari[oaei]?",
    r"vereist|(een )?vereiste|noodzakelijk|verplicht|een must",
    whole=True,
)
HAVING = _any(
    r"you (have|bring|hold|possess|know|master|can|are (fluent|experienced|confident|familiar|comfortable"
    r"|skilled))\b",
    r"you program|you(’|')(ve| have)\b|(who|candidates?|applicants?) (has|have|will have|brings?|holds?)\b"
    r"|knows? (his|her|their) way",
    r"(sie|du) (haben|hast|verfügen|verfügst|bringen|bringst|beherrschen|beherrschst|kennen|kennst"
    r"|programmier\w+|können|kannst)",
    r"vous (avez|justifiez|maîtrisez|possédez|disposez|connaissez|êtes (titulaire|diplômé))|tu (as|maîtrises"
    r"|connais)",
    r"tienes|conoces|sabes|dominas|cuentas con|has (trabajado|dirigido)|tens|dominas|conheces|(você )?(tem"
    r"|domina|conhece)\b",
    r"(hai|possiedi|conosci) (una |un |esperienza|conoscenz)|(je|jij|u) (hebt|heeft|beschikt|kent)",
    whole=True,
)
"""What a person is said to bring: a must in running text, where no heading says how it asks."""

FORMAL = _any(
    r"equal[- ]opportunit(y|ies)|regardless of|without regard to|discriminat\w+|reasonable accommodation"
    r"|protected veteran",
    r"dbs (check|disclosure)|enhanced dbs|background check|vulnerable sector|occupational health|unsolicited"
    r"|code of conduct",
    r"follow us|e-verify|privacy (notice|policy)|committed to (diversity|equity|equality|safeguarding|inclusion)",
    r"applicants? (of|from) (every|all|any)|we (particularly |especially )?(encourage|welcome) (applications"
    r"|applicants)",
    r"schwerbehinderte|gleicher eignung|bewerben sie sich|bewerbung(en)?|unabhängig von",
    r"sans distinction|handicap|candidatures? sont|igualdad de oportunidades|igualdade de oportunidades"
    r"|pari opportunità",
    r"sponsor(ship)?|right to work|we( will|’ll|'ll) (teach|train) you|[\w.+-]+@[\w-]+\.\w+",
    r"(send|envia|envie|envíe|envoyez|senden|schicken|stuur|invia)\b.{0,40}(cv|résumé|resume|curr[ií]cul\w+"
    r"|candidature|lebenslauf)",
    whole=True,
)
"""What employers say of the law and of themselves: nothing is asked for in it."""

UNASKED = _any(
    r"no (prior |previous )?(experience|knowledge|background)\b.{0,80}\b(needed|required|necessary|expected|assumed)",
    r"(not|\w+n['’]t) (be using |have to |looking for |expect|require|need|ask|use)|no need (for|to)",
    r"never (touch|use|write|need|ask)|without any|(musst|müssen|brauchst|brauchen) (du |sie )?(keine?n?|nicht)",
    r"no ([\w+#./-]+ ){1,3}(is )?(required|needed|necessary|expected)",
    r"(nicht|keine?) (erforderlich|nötig|notwendig|vorausgesetzt|voraussetzung)",
    r"n['’]est pas (nécessaire|requise?|exigée?|indispensable)",
    r"no (es |son )?(necesari[oa]s?|imprescindibles?|se (requieren?|exigen?|necesitan?))",
    r"não (é|são) (necessári[oa]s?|obrigatóri[oa]s?|exigid[oa]s?)|não (se )?(exigimos|exige|pedimos)",
    r"non (è|sono|si) (richied(e|ono)|richiest[oaei]|necessari[oae]?|obbligatori[oae]?)",
    r"(niet|geen) (nodig|vereiste?|noodzakelijk|verplicht)",
    whole=True,
)
"""What is said not to be asked for."""

SET_APART = re.compile(
    r"\s*\((?:not|no|nicht|keine?n?|pas|sin|non|niet|geen|rather than|instead of)\b[^()]*\)"
    r"|,? (?:rather than|instead of|statt|anstatt|plutôt que|en lugar de|anziché|in plaats van) [^,;.()]+"
    r"|, (?:not|nicht|pas|niet) (?!only|just|limited|nur|seulement|alleen)(?=[A-Z])[^,;.()]+",
    re.IGNORECASE,
)
"""What a sentence names to say that something else is meant: `C (not C++)`, `SQL rather than Excel`."""

DEGREE = _any(
    r"degree in|bachelor|master(’|')?s|ph\.?d|doctorate|b\.?sc|m\.?sc|diploma",
    r"studium|studienabschluss|hochschulabschluss|promotion in",
    r"diplôme|diplômée?|bac ?\+ ?\d|doctorat|licenciatura|titulación|grado en|máster en|doctorado",
    r"graduação|mestrado|doutoramento|doutorado|ensino superior|laurea|laureat[oaie]|dottorato|opleiding|(hbo"
    r"|wo|mbo)",
    whole=True,
)
"""The fields of a degree are no skills that one asks for."""

YOU = _any(
    r"you|your|du|dich|ihr|sie|deine?[mnr]?|ihre?|tu|vous|vos|votre|usted|tus?|você|seu|sua|teu|tua|ti|tuo|tua|tuoi",
    r"jij|jou|jouw|je|uw",
    r"vais|precisas|tens|hai|\w{2,}rás|\w{3,}rai",  # Romance verbs say "you" by their endings
    whole=True,
)
