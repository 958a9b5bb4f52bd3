"""What `tailor check` finds wrong with the text of one profile, be it written to a file or not."""

from __future__ import annotations

from pydantic import ValidationError

from tailor.base.errors import InputError, Problem
from tailor.base.source import Source, read
from tailor.core.profile.outline import outline
from tailor.models.profiles import Profile
from tailor.models.targets import Target
from tailor.sources.profile_checks import whole_profile
from tailor.sources.validating import problems_of
from tailor.templates.rendering import Template
from tailor.tex.glyph_coverage import check_letters


def profile_errors(text: str, file: str, template: Template, paper: str) -> tuple[Source, list[Problem]]:
    """The profile as it was read, and every error in it: of the YAML, of its fields, of letters that no font has.

    `template` and `paper` are those whose fonts count.
    """
    source = read(text, file)
    if source.data is None:
        return source, list(source.problems)
    found = [*source.problems, *whole_profile(source)]
    try:
        profile = Profile.model_validate(source.data)
        candidates = outline(profile, Target(), source.place, profile.locale)
        check_letters(candidates, source, template.preamble(paper), profile.locale)
    except ValidationError as error:
        found += problems_of(error, Profile, source.place)
    except InputError as error:
        found += error.problems
    return source, list(dict.fromkeys(found))
