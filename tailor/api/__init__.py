"""tailor as a library: values in, values out, errors raised.

    import tailor

    for result in tailor.build("quant", root="cv"):
        print(result.pdf, result.line["fill"])

Every function takes the names and options that the command of the same name takes; names may be globs where a command
takes several. `root` is the folder that holds `profiles/` (default: found from the current folder upward). `date`
(YYYY-MM-DD) is the day to count ages from (default: today). What goes wrong is raised as a `TailorError`, whose
`problems` say what is wrong, where, and how to mend it. The command line uses nothing but this module.

Importing it loads nothing heavy: each function imports what it needs.
"""

from __future__ import annotations

from tailor.api.building import Batch, Build, build, start, watch
from tailor.api.proposals import (
    accept_wording,
    guard,
    in_other_words,
    mcp,
    outcome_data,
    prompt,
    propose,
    refuse_wording,
    review,
    review_effects,
    undo,
    waiting_data,
)
from tailor.api.reports import check, check_proofs, diff, explain, export, prove, system, why
from tailor.api.workspaces import (
    applications,
    apply,
    clean,
    gaps,
    import_file,
    init,
    leftovers,
    list_files,
    new_target,
    new_template,
    schema,
    target_update,
)
from tailor.base.errors import (
    ExitCode,
    FitError,
    InputError,
    Place,
    Problem,
    Severity,
    TailorError,
    TexError,
    TexMissingError,
)
from tailor.base.results import Result
from tailor.exporting.formats import DEFAULT, FORMATS

__all__ = [
    "DEFAULT", "FORMATS", "Batch", "Build", "ExitCode", "FitError", "InputError", "Place", "Problem", "Result",
    "Severity", "TailorError", "TexError", "TexMissingError", "accept_wording", "applications", "apply",
    "build", "check", "check_proofs",
    "clean", "diff", "explain", "export", "gaps", "guard", "import_file", "in_other_words", "init", "leftovers",
    "list_files", "mcp", "new_target", "new_template",
    "outcome_data", "prompt", "propose", "prove", "refuse_wording", "review", "review_effects", "schema", "start",
    "system", "target_update", "undo", "waiting_data", "watch", "why",
]  # fmt: skip
