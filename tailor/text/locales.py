"""The words that a page adds of its own, by language: headings, months, "present", quotes.

Months are CLDR's abbreviations (the tests hold them against Babel's copy of it), as they stand with a year and after
a day; Vietnamese writes them in figures. Headings are ours, as résumés of the language have them.
"""

from __future__ import annotations

from functools import cache

from msgspec import Struct
from msgspec.structs import replace

KEYS = (
    *("summary", "experience", "internships", "teaching", "volunteering", "service", "education", "projects"),
    *("research", "publications", "awards", "achievements", "certifications", "writing", "talks", "news"),
    *("languages", "interests", "memberships", "skills"),
    *("degree", "level", "board", "institution", "dates", "grade", "place", "advisor", "guide", "link"),
)
"""What has a word of its own: sections, the heads of a table, labels."""

TERMS = ("winter", "spring", "summer", "fall")
"""The seasons that a date may name; `autumn` is `fall`, other terms stay as they were written."""


class Words(Struct, frozen=True):
    """The words of one language. `language` is what the page is said to be written in (BCP 47)."""

    language: str
    headings: dict[str, str]
    months: tuple[str, ...]
    """As they stand with a year: `Juni 2023`."""
    seasons: tuple[str, ...]
    """In the order of `TERMS`."""
    present: str
    """Where an end of dates stands open."""
    planned: str
    """Stands behind an end that lies ahead."""
    day_months: tuple[str, ...] = ()
    """As they stand after a day, where that differs: `14 мая`."""
    month_form: str = "{month} {year}"
    day_form: str = "{day} {month} {year}"
    et_al: str = "et al."
    """Ends a list of authors that is cut."""
    area: str = ", "
    """Stands between a degree and what it is in."""
    quotes: tuple[str, str, str, str] = ("“", "”", "‘", "’")
    """Outer and inner quotes, each as it opens and closes."""


def _headings(text: str) -> dict[str, str]:
    """A heading a key, parted by bars, in the order of `KEYS`."""
    return dict(zip(KEYS, map(str.strip, text.split("|")), strict=True))


_LOW_HIGH = ("„", "“", "‚", "‘")
_FRENCH = ("«\u00a0", "\u00a0»", "“", "”")
_ANGLED = ("«", "»", "“", "”")

WORDS: dict[str, Words] = {
    "en": Words(
        "en",
        _headings(
            """Summary|Experience|Internships|Teaching|Volunteering|Service|Education|Projects|Research|Publications|
Awards|Achievements|Certifications|Writing|Talks|News|Languages|Interests|Memberships|Skills|Degree|Level|Board|
Institution|Year|Grade|Place|Advisor|Guide|link"""
        ),
        ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
        ("Winter", "Spring", "Summer", "Fall"),
        "present",
        "expected",
        area=" in ",
    ),
    "de": Words(
        "de",
        _headings(
            """Profil|Berufserfahrung|Praktika|Lehre|Ehrenamt|Gremien und Gutachten|Ausbildung|Projekte|Forschung|
Veröffentlichungen|Auszeichnungen|Erfolge|Zertifikate|Texte|Vorträge|Aktuelles|Sprachen|Interessen|Mitgliedschaften|
Kenntnisse|Abschluss|Stufe|Prüfungsamt|Einrichtung|Jahr|Note|Ort|Betreuung|Anleitung|Link"""
        ),
        ("Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.", "Dez."),
        ("Winter", "Frühjahr", "Sommer", "Herbst"),
        "heute",
        "voraussichtlich",
        day_form="{day}. {month} {year}",
        quotes=_LOW_HIGH,
    ),
    "fr": Words(
        "fr",
        _headings(
            """Profil|Expérience professionnelle|Stages|Enseignement|Bénévolat|Responsabilités collectives|Formation|
Projets|Recherche|Publications|Prix et distinctions|Réalisations|Certifications|Écrits|Conférences|Actualités|Langues|
Centres d’intérêt|Affiliations|Compétences|Diplôme|Niveau|Examen|Établissement|Année|Note|Lieu|Direction|Encadrement|
lien"""
        ),
        ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."),
        ("hiver", "printemps", "été", "automne"),
        "aujourd’hui",
        "prévu",
        quotes=_FRENCH,
    ),
    "es": Words(
        "es",
        _headings(
            """Perfil|Experiencia|Prácticas|Docencia|Voluntariado|Servicio académico|Formación|Proyectos|Investigación|
Publicaciones|Premios|Logros|Certificaciones|Escritos|Ponencias|Novedades|Idiomas|Intereses|Asociaciones|Competencias|
Título|Nivel|Tribunal|Centro|Año|Calificación|Lugar|Dirección|Tutoría|enlace"""
        ),
        ("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sept", "oct", "nov", "dic"),
        ("invierno", "primavera", "verano", "otoño"),
        "actualidad",
        "previsto",
        area=" en ",
        quotes=_ANGLED,
    ),
    "pt": Words(
        "pt",
        _headings(
            """Perfil|Experiência|Estágios|Ensino|Voluntariado|Serviço acadêmico|Formação|Projetos|Pesquisa|Publicações|
Prêmios|Realizações|Certificações|Escritos|Palestras|Novidades|Idiomas|Interesses|Associações|Competências|Grau|Nível|
Banca|Instituição|Ano|Nota|Local|Orientação|Supervisão|link"""
        ),
        ("jan.", "fev.", "mar.", "abr.", "mai.", "jun.", "jul.", "ago.", "set.", "out.", "nov.", "dez."),
        ("inverno", "primavera", "verão", "outono"),
        "presente",
        "previsto",
        area=" em ",
    ),
    "it": Words(
        "it",
        _headings(
            """Profilo|Esperienza|Tirocini|Didattica|Volontariato|Servizio accademico|Istruzione|Progetti|Ricerca|
Pubblicazioni|Premi|Risultati|Certificazioni|Scritti|Interventi|Novità|Lingue|Interessi|Associazioni|Competenze|Titolo|
Livello|Commissione|Istituto|Anno|Voto|Luogo|Relatore|Tutor|link"""
        ),
        ("gen", "feb", "mar", "apr", "mag", "giu", "lug", "ago", "set", "ott", "nov", "dic"),
        ("inverno", "primavera", "estate", "autunno"),
        "oggi",
        "previsto",
        area=" in ",
        quotes=_ANGLED,
    ),
    "nl": Words(
        "nl",
        _headings(
            """Profiel|Werkervaring|Stages|Onderwijs|Vrijwilligerswerk|Bestuur en commissies|Opleiding|Projecten|
Onderzoek|Publicaties|Prijzen|Prestaties|Certificaten|Teksten|Lezingen|Nieuws|Talen|Interesses|Lidmaatschappen|
Vaardigheden|Diploma|Niveau|Examen|Instelling|Jaar|Cijfer|Plaats|Begeleiding|Supervisie|link"""
        ),
        ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"),
        ("winter", "voorjaar", "zomer", "najaar"),
        "heden",
        "verwacht",
    ),
    "pl": Words(
        "pl",
        _headings(
            """Podsumowanie|Doświadczenie|Staże|Dydaktyka|Wolontariat|Działalność organizacyjna|Wykształcenie|Projekty|
Badania|Publikacje|Nagrody|Osiągnięcia|Certyfikaty|Teksty|Wystąpienia|Aktualności|Języki|Zainteresowania|Członkostwo|
Umiejętności|Tytuł|Poziom|Komisja|Uczelnia|Rok|Ocena|Miejsce|Promotor|Opiekun|link"""
        ),
        ("sty", "lut", "mar", "kwi", "maj", "cze", "lip", "sie", "wrz", "paź", "lis", "gru"),
        ("zima", "wiosna", "lato", "jesień"),
        "obecnie",
        "planowane",
        et_al="i in.",
        quotes=("„", "”", "«", "»"),
    ),
    "tr": Words(
        "tr",
        _headings(
            """Özet|Deneyim|Stajlar|Öğretim|Gönüllülük|Akademik hizmet|Eğitim|Projeler|Araştırma|Yayınlar|Ödüller|
Başarılar|Sertifikalar|Yazılar|Konuşmalar|Haberler|Diller|İlgi alanları|Üyelikler|Yetkinlikler|Derece|Düzey|Kurul|Kurum|
Yıl|Not|Yer|Danışman|Yönlendiren|bağlantı"""
        ),
        ("Oca", "Şub", "Mar", "Nis", "May", "Haz", "Tem", "Ağu", "Eyl", "Eki", "Kas", "Ara"),
        ("Kış", "Bahar", "Yaz", "Güz"),
        "günümüz",
        "beklenen",
        et_al="ve ark.",
    ),
    "vi": Words(
        "vi",
        _headings(
            """Tóm tắt|Kinh nghiệm làm việc|Thực tập|Giảng dạy|Hoạt động tình nguyện|Phục vụ cộng đồng|Học vấn|Dự án|
Nghiên cứu|Công bố khoa học|Giải thưởng|Thành tích|Chứng chỉ|Bài viết|Thuyết trình|Tin tức|Ngôn ngữ|Sở thích|Hội viên|
Kỹ năng|Bằng cấp|Bậc học|Hội đồng|Trường|Năm|Điểm|Nơi|Người hướng dẫn|Giám sát|liên kết"""
        ),
        ("01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12"),
        ("Đông", "Xuân", "Hè", "Thu"),
        "nay",
        "dự kiến",
        month_form="{month}/{year}",
        day_form="{day:0>2}/{month}/{year}",
        et_al="và cộng sự",
    ),
    "ru": Words(
        "ru",
        _headings(
            """О себе|Опыт работы|Стажировки|Преподавание|Волонтёрство|Общественная работа|Образование|Проекты|
Исследования|Публикации|Награды|Достижения|Сертификаты|Статьи|Доклады|Новости|Языки|Интересы|Членство|Навыки|Степень|
Уровень|Комиссия|Учебное заведение|Год|Оценка|Место|Научный руководитель|Наставник|ссылка"""
        ),
        ("янв.", "февр.", "март", "апр.", "май", "июнь", "июль", "авг.", "сент.", "окт.", "нояб.", "дек."),
        ("зима", "весна", "лето", "осень"),
        "наст. время",
        "ожидается",
        day_months=("янв.", "февр.", "мар.", "апр.", "мая", "июн.", "июл.", "авг.", "сент.", "окт.", "нояб.", "дек."),
        et_al="и др.",
        quotes=("«", "»", "„", "“"),
    ),
    "sv": Words(
        "sv",
        _headings(
            """Profil|Erfarenhet|Praktik|Undervisning|Ideellt arbete|Förtroendeuppdrag|Utbildning|Projekt|Forskning|
Publikationer|Utmärkelser|Resultat|Certifikat|Texter|Föredrag|Nyheter|Språk|Intressen|Medlemskap|Kompetenser|Examen|Nivå|
Examinator|Lärosäte|År|Betyg|Ort|Handledare|Mentor|länk"""
        ),
        ("jan.", "feb.", "mars", "apr.", "maj", "juni", "juli", "aug.", "sep.", "okt.", "nov.", "dec."),
        ("vinter", "vår", "sommar", "höst"),
        "pågående",
        "planerad",
        et_al="m.fl.",
        quotes=("”", "”", "’", "’"),
    ),
    "fi": Words(
        "fi",
        _headings(
            """Profiili|Työkokemus|Harjoittelu|Opetus|Vapaaehtoistyö|Luottamustehtävät|Koulutus|Projektit|Tutkimus|
Julkaisut|Palkinnot|Saavutukset|Sertifikaatit|Kirjoitukset|Esitelmät|Uutiset|Kielet|Harrastukset|Jäsenyydet|Osaaminen|
Tutkinto|Taso|Lautakunta|Oppilaitos|Vuosi|Arvosana|Paikka|Ohjaaja|Mentori|linkki"""
        ),
        ("tammi", "helmi", "maalis", "huhti", "touko", "kesä", "heinä", "elo", "syys", "loka", "marras", "joulu"),
        ("talvi", "kevät", "kesä", "syksy"),
        "nykyinen",
        "arvioitu",
        day_form="{day}. {month} {year}",
        et_al="ym.",
        quotes=("”", "”", "’", "’"),
    ),
    "ar": Words(
        "ar",
        _headings(
            """نبذة|الخبرة العملية|التدريب|التدريس|العمل التطوعي|الخدمة الأكاديمية|التعليم|المشاريع|البحث العلمي|
المنشورات|الجوائز|الإنجازات|الشهادات المهنية|المقالات|المحاضرات|الأخبار|اللغات|الاهتمامات|العضويات|المهارات|
الدرجة العلمية|المرحلة|الهيئة|المؤسسة|السنة|التقدير|المكان|المشرف|الموجه|رابط"""
        ),
        (
            *("يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر"),
            *("نوفمبر", "ديسمبر"),
        ),
        ("الشتاء", "الربيع", "الصيف", "الخريف"),
        "حتى الآن",
        "متوقع",
        et_al="وآخرون",
        area=" في ",
        quotes=_ANGLED,
    ),
    "he": Words(
        "he",
        _headings(
            """תקציר|ניסיון תעסוקתי|התמחויות|הוראה|התנדבות|שירות אקדמי|השכלה|פרויקטים|מחקר|פרסומים|פרסים|הישגים|
הסמכות|כתיבה|הרצאות|חדשות|שפות|תחומי עניין|חברויות|מיומנויות|תואר|רמה|ועדה|מוסד|שנה|ציון|מקום|מנחה|מדריך|קישור"""
        ),
        ("ינו׳", "פבר׳", "מרץ", "אפר׳", "מאי", "יוני", "יולי", "אוג׳", "ספט׳", "אוק׳", "נוב׳", "דצמ׳"),
        ("חורף", "אביב", "קיץ", "סתיו"),
        "היום",
        "צפוי",
        day_form="{day} ב{month} {year}",
        et_al="ואחרים",
        area=" ב",
        quotes=("”", "”", "’", "’"),
    ),
    "fa": Words(
        "fa",
        _headings(
            """خلاصه|سوابق کاری|کارآموزی|تدریس|فعالیت داوطلبانه|خدمات علمی|تحصیلات|پروژه‌ها|پژوهش|انتشارات|جوایز|
دستاوردها|گواهینامه‌ها|نوشته‌ها|سخنرانی‌ها|اخبار|زبان‌ها|علاقه‌مندی‌ها|عضویت‌ها|مهارت‌ها|مدرک|مقطع|هیئت|مؤسسه|سال|نمره|محل|
استاد راهنما|سرپرست|پیوند"""
        ),
        (
            *("ژانویه", "فوریه", "مارس", "آوریل", "مه", "ژوئن", "ژوئیه", "اوت", "سپتامبر", "اکتبر"),
            *("نوامبر", "دسامبر"),
        ),
        ("زمستان", "بهار", "تابستان", "پاییز"),
        "اکنون",
        "پیش‌بینی",
        et_al="و دیگران",
        quotes=("«", "»", "‹", "›"),
    ),
}

_REGIONS = {
    "en-US": replace(WORDS["en"], language="en-US", headings=WORDS["en"].headings | {"grade": "GPA"}),
    "en-GB": replace(WORDS["en"], language="en-GB", seasons=("Winter", "Spring", "Summer", "Autumn")),
    "de-CH": replace(WORDS["de"], language="de-CH", quotes=("«", "»", "‹", "›")),
    "fr-CH": replace(WORDS["fr"], language="fr-CH", quotes=("«", "»", "‹", "›")),
    "it-CH": replace(WORDS["it"], language="it-CH", quotes=("«", "»", "‹", "›")),
    "pt-PT": replace(
        WORDS["pt"],
        language="pt-PT",
        quotes=_ANGLED,
        headings=WORDS["pt"].headings
        | {"service": "Serviço académico", "research": "Investigação", "awards": "Prémios", "board": "Júri"},
    ),
    "hi": replace(WORDS["en"], language="en-IN"),
}
"""What a region says otherwise. Résumés in India are written in English: `hi` has its words."""

LANGUAGES = (*WORDS, "hi")
"""The languages that have words."""


@cache
def words_of(locale: str) -> Words:
    """The words for a locale: its own, its language's, or English ones where there are none.

    `language` is that of the words for `hi`, else the locale as it stands.
    """
    base = locale.split("-")[0]
    if base == "hi":
        return _REGIONS["hi"]
    return _REGIONS.get(locale) or replace(WORDS.get(base, WORDS["en"]), language=locale)
