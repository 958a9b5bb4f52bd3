"""`tailor target new`: the right tags first, the posting's words beside them, the gaps named, the profile untouched."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from commands import run
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made import TODAY

from conftest import PROJECT
from tailor.core.postings.draft import Draft, Mention, Wish, draft, headline_for, worth
from tailor.core.postings.posting import Ask, read_posting
from tailor.core.postings.terms import own_form
from tailor.core.profile.outline import outline
from tailor.core.rules.reading import read_rules
from tailor.models.targets import Target
from tailor.project.draft_target import excerpt, posting_target, section_rules
from tailor.project.postings import read_posting_file
from tailor.sources.loading import load_profile
from tailor.sources.term_table import terms
from tailor.sources.workspace import find_workspace

POSTINGS = PROJECT / "tests/data/postings"
PROFILE = load_profile(find_workspace(PROJECT), "master")
CANDIDATES = outline(PROFILE.value, Target(), PROFILE.place)

KNOWN = {
    "quant.txt": (
        {"trading", "low-latency", "cpp", "quantitative-finance", "probability", "statistics", "networking"},
        {"kdb+", "FPGAs"},
    ),
    "ml-systems.md": (
        {"ml/inference", "cuda", "ml", "llm", "triton", "systems/kernels", "quantization", "distributed", "reliability",
         "paged-caches", "continuous-batching", "cpp", "rust"},
        {"assembly", "MLIR"},
    ),
    "research.txt": (
        {"research", "ml", "ml/uncertainty", "statistics", "publications", "reproducibility", "probability"},
        {"causal inference"},
    ),
    "backend.md": (
        {"rust", "go", "postgresql", "distributed", "databases", "kafka", "cpp", "testing", "kubernetes"},
        {"Payments", "Backend", "Terraform", "Temporal"},
    ),
    "data.txt": (
        {"ml/time-series", "statistics", "python", "sql"},
        {"Data Scientist", "pandas", "polars", "Experimental design", "dbt", "Airflow", "Tableau"},
    ),
    "saved-page.html": ({"cuda", "compilers", "llvm", "cpp"}, {"MLIR", "Verilog"}),
    "job-data.html": (
        {"trading", "cpp", "concurrency", "low-latency", "networking", "testing", "rust"},
        {"Fixed income"},
    ),
    "recruiter.txt": (
        {"cpp", "python", "optimization", "quantitative-finance", "simulation", "numpy", "probability", "statistics",
         "concurrency", "networking", "tcp"},
        {"pandas", "multicast", "analytics", "kdb+"},
    ),
    "german.txt": ({"ml", "cuda", "cpp", "python", "pytorch", "distributed", "kubernetes"}, {"Docker"}),
    "french.txt": (
        {"python", "cpp", "distributed", "probability", "english", "cuda"},
        {"calcul haute performance", "MPI"},
    ),
    "spanish.txt": ({"quantitative-finance", "cpp", "sql", "probability", "statistics", "trading/risk"}, set()),
    "portuguese-dados.txt": (
        {"python", "statistics", "sql", "databases", "postgresql", "english"},
        {"Engenheira de Dados", "Airflow", "Terraform"},
    ),
    "portuguese-trading.md": (
        {"cpp", "trading", "linux", "low-latency", "probability", "english"},
        {"rever código", "FPGA"},
    ),
    "portuguese-ml.txt": ({"ml", "python", "cpp", "cuda"}, {"redes neuronais"}),
    "italian-backend.txt": (
        {"rust", "cpp", "postgresql", "databases", "kafka", "english"},
        {"Backend", "revisioni del codice", "Terraform"},
    ),
    "italian-quant.md": (
        {"trading/risk", "quantitative-finance", "probability", "statistics", "python", "cpp", "optimization"},
        set(),
    ),
    "italian-ricerca.txt": ({"ml", "research", "publications", "probability", "python", "pytorch"}, {"reti neurali"}),
    "dutch-ml.txt": (
        {"ml", "python", "pytorch", "ml/time-series", "statistics", "english"},
        {"neurale netwerken", "Docker"},
    ),
    "dutch-backend.md": (
        {"rust", "cpp", "databases", "distributed", "dutch", "english"},
        {"Backend", "Terraform"},
    ),
    "dutch-trading.txt": ({"cpp", "trading", "low-latency"}, {"FPGA"}),
    "startup.md": (
        {"ml", "rust", "cuda", "triton", "cutlass", "distributed", "cpp", "python"},
        {"SASS", "vLLM", "TensorRT", "llama.cpp", "MLIR", "TVM", "MLSys", "OSDI"},
    ),
}  # fmt: skip
"""What a careful reader wants first for each posting, and finds nothing of in the profile."""


def drafted(text: str, title: str = "", aliases: dict[str, str] | None = None) -> Draft:
    return draft(read_posting(text, title), CANDIDATES, terms(), aliases or {"gpu": "cuda"})


def wishes(text: str) -> dict[str, float]:
    return {one.tag: one.points for one in drafted(text).wishes}


@pytest.mark.parametrize("name", KNOWN)
def test_the_right_tags_are_wanted_first(name: str) -> None:
    first, gaps = KNOWN[name]
    found = drafted(*read_posting_file(POSTINGS / name))
    assert {one.tag for one in found.wishes[: len(first)]} == first
    assert {one.name for one in found.gaps} == gaps


@pytest.mark.parametrize("name", KNOWN)
def test_a_draft_raises_no_doubt(name: str) -> None:
    text = posting_target(drafted(*read_posting_file(POSTINGS / name)), name, "master", section_rules(PROFILE.value))
    book = read_rules(Target.model_validate(yaml.load(text, yaml.BaseLoader)), CANDIDATES, TODAY)
    assert not book.problems


def test_noise_of_a_saved_page_is_no_part_of_the_posting() -> None:
    text, title = read_posting_file(POSTINGS / "saved-page.html")
    assert title == "GPU Compiler Engineer"
    assert not {"redux", "Tableau", "IFRS", "Sales", "cookies"} & set(text.replace(",", " ").split())


def test_a_page_saved_in_one_file_is_read_as_the_page_is(tmp_path: Path) -> None:
    page = (POSTINGS / "saved-page.html").read_text(encoding="utf-8")
    head = "From: <Saved by a browser>\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\n"
    path = tmp_path / "page.mhtml"
    path.write_text(f"{head}Content-Type: text/html; charset=utf-8\n\n{page}\n--b--\n", encoding="utf-8")
    assert read_posting_file(path) == read_posting_file(POSTINGS / "saved-page.html")


ASKED = [
    ("Requirements:\n- Rust", Ask.MUST),
    ("**Preferred qualifications**\n\nRust", Ask.NICE),
    ("## What you'll do\nRust", Ask.TASK),
    ("Nice to have\nRust", Ask.NICE),
    ("Requirements:\n- Rust would be great", Ask.NICE),
    ("Requirements\n* C++, Rust a plus", Ask.NICE),
    ("Requirements\n* C++, Go or Rust", Ask.MUST),
    ("Aufgaben:\nRust", Ask.TASK),
    ("Ihr Profil\n- Rust", Ask.MUST),
    ("Vos missions\n- Rust", Ask.TASK),
    ("Profil recherché\n- Rust", Ask.MUST),
    ("Nous offrons\n- Rust", Ask.ASIDE),
    ("Requisitos:\n- Rust valorable", Ask.NICE),
    ("Wat vragen wij?\n- Rust", Ask.MUST),
    ("Cosa farai\n- Rust", Ask.TASK),
    ("The ideal candidate\n- Rust", Ask.MUST),
    ("Our mission\n- Rust in every home", Ask.ASIDE),
    ("Was dich erwartet\n- Rust", Ask.TASK),
    ("Was Sie mitbringen\n- Rust", Ask.MUST),
    ("Das bieten wir\n- Rust", Ask.ASIDE),
    ("Profil du candidat\n- Rust", Ask.MUST),
    ("Pourquoi nous rejoindre ?\n- Rust", Ask.ASIDE),
    ("Qué harás\n- Rust", Ask.TASK),
    ("Qué ofrecemos\n- Rust", Ask.ASIDE),
    ("Responsabilidades e atribuições\nRust", Ask.TASK),
    ("Diferenciais\nRust", Ask.NICE),
    ("Informações adicionais\nCurso de Rust", Ask.ASIDE),
    ("O que procuramos\n- Rust", Ask.MUST),
    ("Requisitos\n- O Rust é uma mais-valia", Ask.NICE),
    ("È indispensabile Rust.", Ask.MUST),
    ("Requisiti di ammissione\nRust", Ask.MUST),
    ("Titoli preferenziali\nRust", Ask.NICE),
    ("Si richiede:\n- Rust", Ask.MUST),
    ("Wat ga je doen?\nRust", Ask.TASK),
    ("Dit neem je mee\nRust", Ask.TASK),
    ("Wat breng je mee?\nRust", Ask.MUST),
    ("Functie-eisen\nRust", Ask.MUST),
    ("Functie-eisen\n- Rust is een pré", Ask.NICE),
    ("Wat bieden wij?\nRust", Ask.ASIDE),
    ("BENEFITS AND PERKS\n- We teach Rust", Ask.ASIDE),
    ("You must have Rust.", Ask.MUST),
    ("You will write Rust.", Ask.TASK),
    ("Our founders met at a Rust conference.", Ask.ASIDE),
    ("You might be a fit if:\n\n- Rust", Ask.MUST),
    ("Even better if:\n\n- Rust", Ask.NICE),
    ("Requirements:\n- A PhD in Rust", Ask.MUST),
    ("Job title: Rust developer\n\nMore.", Ask.TITLE),
    ("About the job\nWe are hiring a Rust Developer to join us.", Ask.TITLE),
]


@pytest.mark.parametrize(("text", "ask"), ASKED)
def test_how_a_posting_asks(text: str, ask: Ask) -> None:
    intro = "" if ask is Ask.TITLE else "The Role at Example Firm\n\n"
    found = [one.ask for one in read_posting(intro + text).sentences if "Rust" in one.text]
    assert found[:1] == [ask]


def test_a_posting_of_unknown_form_still_asks() -> None:
    text = "\n".join(f"Tässä on lause {number}." for number in range(5)) + "\nRust ja Python."
    assert wishes(text) == {"rust": 2.0, "python": 2.0}


@pytest.mark.parametrize("head", ["Requirements", "Requisiti", "Functie-eisen", "Ihr Profil", "Se requiere:"])
def test_a_posting_may_begin_with_what_it_requires(head: str) -> None:
    assert wishes(f"{head}\n- Python\n- SQL\n") == {"python": 3.0, "sql": 3.0}


def test_what_is_not_asked_for_is_not_wanted() -> None:
    assert "rust" not in wishes("# Requirements\n- No experience with Rust is required\n- C++")


@pytest.mark.parametrize(
    "line",
    [
        "Kenntnisse in Rust sind nicht erforderlich",
        "La connaissance de Rust n'est pas nécessaire",
        "No es necesario saber Rust",
        "Não é necessária experiência em Rust",
        "Non è richiesta la conoscenza di Rust",
        "Ervaring met Rust is niet nodig",
    ],
)
def test_nor_in_another_language(line: str) -> None:
    assert "rust" not in wishes(f"# Requirements\n- {line}\n- C++")


@pytest.mark.parametrize("title", ["Analista/a cuantitativo", "Analista(o) quantitativo", "Analyste quantitatif·ve"])
def test_endings_for_all_do_not_hide_a_term(title: str) -> None:
    assert next(iter(wishes(f"{title}\n\nRequirements:\n- Rust"))) == "quantitative-finance"


def test_a_sentence_without_an_end_takes_no_time_without_end() -> None:
    assert len(read_posting("no experience " * 20_000).sentences) == 1


def test_terms_are_found_in_their_other_forms() -> None:
    found = wishes(
        "# Requirements\n- multi-threaded code\n- forecasting\n- k8s\n- Postgres\n- C++20\n- Bayesian statistics"
    )
    assert {"concurrency", "ml/time-series", "kubernetes", "postgresql", "cpp", "bayesian"} <= found.keys()


@pytest.mark.parametrize(
    "degree",
    ["A PhD in Rust", "Bachelor's degree in Rust or a related field", "Studium der Informatik, Rust oder Physik",
     "Doctorat en Rust", "Grado en Rust", "Doutoramento em Rust", "Laurea in Rust"],
)  # fmt: skip
def test_the_fields_of_a_degree_are_no_skills(degree: str) -> None:
    assert "rust" not in wishes(f"# Requirements\n- {degree}\n- C++")


def test_the_people_whom_one_works_with_are_no_skill() -> None:
    assert "research" not in wishes("# Your role\n- You help researchers and portfolio managers")
    assert "research" in wishes("# Machine learning researcher\n\nMore.")


def test_the_headline_is_the_one_that_the_title_says() -> None:
    known = {"quant": "Quantitative developer", "ml": "Machine-learning systems engineer"}
    assert headline_for("Senior C++ Quantitative Developers", known) == "quant"
    assert headline_for("Machine Learning Systems Engineer", known) == "ml"
    assert headline_for("Baker", known) is None


def test_an_alias_of_the_profile_s_targets_is_followed() -> None:
    found = drafted("# Requirements\n- GPUs", aliases={"gpu": "cuda"})
    assert [one.tag for one in found.wishes] == ["cuda"]


@given(st.lists(st.sampled_from(list(Ask)), min_size=1, max_size=6), st.sampled_from(list(Ask)))
def test_asking_once_more_never_lowers_a_weight(asks: list[Ask], more: Ask) -> None:
    mentions = [Mention(ask, "Rust", 0, 4) for ask in asks]
    assert worth([*mentions, Mention(more, "Rust", 0, 4)]) >= worth(mentions)
    assert 0 <= Wish("rust", worth(mentions), tuple(mentions)).weight <= 5


PIECES = [
    "C++",
    "k8s",
    "# Requirements",
    "- ",
    "\n",
    ": ",
    '"',
    "'",
    "#",
    "{",
    "Rust",
    "«Zoë»",
    "\x07",
    "	",
    "must",
    "a plus",
    "x" * 90,
]


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=12)), max_size=30).map(" ".join))
def test_any_text_makes_a_target_that_loads(text: str) -> None:
    written = posting_target(drafted(text), text, "master", {"experience": "{min: 1, gaps: forbid}", "skills": "{}"})
    target = Target.model_validate(yaml.load(written, yaml.BaseLoader))
    assert target.profile == "master"
    assert all(0 < weight <= 5 for weight in target.want.values())


@given(st.text(min_size=1, max_size=200), st.data())
def test_an_excerpt_is_short_and_holds_the_term(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, min(len(text), start + 30)))
    shown = excerpt(Mention(Ask.MUST, text, start, end))
    assert len(shown) <= 66
    assert "\n" not in shown


def test_the_profile_stays_and_a_target_is_not_replaced(workspace: Path) -> None:
    before = {path: path.read_bytes() for path in workspace.rglob("*.yaml")}
    command = ("target", "new", "halcyon", "--from-posting", str(POSTINGS / "quant.txt"))
    done = run(*command, cwd=workspace)
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    assert "gap: kdb+" in done.stderr
    assert before == {path: path.read_bytes() for path in before}
    written = (workspace / "targets/halcyon.yaml").read_text(encoding="utf-8")
    assert "cpp: 4 " in written
    assert '# must, work: "Expert knowledge of C++ (17 or newer)"' in written
    assert run(*command, cwd=workspace).returncode == 2
    assert run(*command, "--force", cwd=workspace).returncode == 0
    assert run("check", "--fail-on", "warning", "--target", "halcyon", cwd=workspace).returncode == 0


def test_without_a_posting_the_most_used_tags_are_wanted(workspace: Path) -> None:
    assert run("target", "new", "mine", "--profile", "researcher", cwd=workspace).returncode == 0
    assert run("check", "--fail-on", "warning", "--target", "mine", cwd=workspace).returncode == 0
    target = yaml.safe_load((workspace / "targets/mine.yaml").read_text(encoding="utf-8"))
    assert (target["profile"], len(target["want"])) == ("researcher", 12)


BAD = [
    (("target", "new", "a/b"), "write a-b"),
    (("target", "new", "x", "--from-posting", "none.txt"), "none.txt cannot be read"),
    (("target", "new", "x", "--from-posting", "job.pdf"), "is a PDF"),
    (("target", "new", "x", "--from-posting", "empty.txt"), "no text"),
    (("target", "new", "x", "--profile", "mastr"), "did you mean `master`?"),
]


@pytest.mark.parametrize(("arguments", "said"), BAD)
def test_what_cannot_be_drafted_is_refused(workspace: Path, arguments: tuple[str, ...], said: str) -> None:
    (workspace / "job.pdf").write_bytes(b"%PDF-1.7\n")
    (workspace / "empty.txt").write_bytes(b" \n")
    done = run(*arguments, cwd=workspace)
    assert (done.returncode, said in done.stderr, "Traceback" in done.stderr) == (2, True, False), done.stderr
    assert not (workspace / "targets/x.yaml").exists()


def test_the_field_that_the_title_names_is_less_than_what_it_asks_for_in_it() -> None:
    found = {one.tag: one.weight for one in drafted("Scientist, uncertainty in machine learning\n").wishes}
    assert found["ml"] < found["ml/uncertainty"]
    assert {one.tag: one.weight for one in drafted("Machine learning engineer\n").wishes}["ml"] == found[
        "ml/uncertainty"
    ]


@pytest.mark.tex
def test_building_with_a_draft_changes_the_page_as_it_should(workspace: Path) -> None:
    shown: dict[str, list[str]] = {}
    for name in ("quant.txt", "ml-systems.md", "research.txt"):
        target = name.partition(".")[0] + "-draft"
        run("target", "new", target, "--from-posting", str(POSTINGS / name), cwd=workspace)
        line = json.loads(run("build", "--target", target, "--json", cwd=workspace).stdout)
        assert (line["pages"], line["status"]) == (1, "built")
        report = json.loads((workspace / f"out/master/{target}.json").read_text(encoding="utf-8"))
        ids = {item["id"] for item in report["items"] if item["shown"]}
        shown[target] = [tag for one in CANDIDATES if one.id in ids for tag in one.tags]
    for tag, most in (
        ("low-latency", "quant-draft"),
        ("ml/inference", "ml-systems-draft"),
        ("research", "research-draft"),
    ):
        counts = {target: tags.count(tag) for target, tags in shown.items()}
        assert all(counts[most] > count for target, count in counts.items() if target != most), (tag, counts)


def test_a_keyword_that_is_no_name_is_found_in_small_letters() -> None:
    plain, names = ("Teaching", "Ventilation", "Statistics"), ("Spring", "Notion", "Scratch")
    assert tuple(map(own_form, plain)) == plain
    assert tuple(map(own_form, names)) == tuple(f"={word}" for word in names)


def test_other_trades_have_their_terms() -> None:
    asked = "Requirements\n- Five years in critical care, with mechanical ventilation\n- Infection control\n"
    found = drafted(asked)
    assert {one.tag for one in found.gaps} == {"critical-care", "mechanical-ventilation", "infection-control"}


KINDS = [
    ("Requirements: Rust.\n", Ask.MUST),
    ("**Nice to have:** Rust\n", Ask.NICE),
    (
        "Requirements\n- Python\n- Kafka\n\nOur founders met in a Rust workshop and have shared one table since.\n",
        Ask.ASIDE,
    ),
    ("Requirements\n- Clouds (e.g. Rust on AWS, or GCP) are a plus\n", Ask.NICE),
    ("Company Description\nWe make Rust tools\n", Ask.ASIDE),
    ("Tech stack\n- Rust\n", Ask.MUST),
    ("Requirements\n- R\u00adust\n", Ask.MUST),
]
"""Kinds of what real postings do, and how the line that names Rust asks."""


@pytest.mark.parametrize(("text", "ask"), KINDS)
def test_what_real_postings_do(text: str, ask: Ask) -> None:
    found = [one.ask for one in read_posting("Clerk\n\n" + text).sentences if "Rust" in one.text]
    assert found == [ask]


@pytest.mark.parametrize(
    "text", ["We do not use Rust.", "You will never touch Rust.", "No Rust required.", "Servers without any Rust."]
)
def test_what_is_denied_is_not_wanted(text: str) -> None:
    assert "rust" not in wishes(f"Clerk\n\nRequirements\n- {text}\n")


@pytest.mark.parametrize(
    ("text", "tag"),
    [("a secured door", "security"), ("an accessible office", "accessibility"), ("derived figures", "derivatives"),
     ("pay of R$ 9.000", "r")],
)  # fmt: skip
def test_everyday_words_are_no_terms(text: str, tag: str) -> None:
    found = drafted(f"Clerk\n\nRequirements\n- {text}\n")
    assert tag not in {one.tag for one in found.wishes} | {one.tag for one in found.gaps}


def test_what_stands_in_place_of_what_is_denied_is_wanted() -> None:
    found = drafted("Clerk\n\nRequirements\n- We do not use Java, but Rust.\n")
    assert [one.tag for one in (*found.wishes, *found.gaps)] == ["rust"]
