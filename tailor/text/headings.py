"""The words that a page adds of its own: section headings and the heads of a table, by language."""

from __future__ import annotations

HEADINGS: dict[str, dict[str, str]] = {
    "en": {
        "summary": "Summary",
        "experience": "Experience",
        "internships": "Internships",
        "teaching": "Teaching",
        "volunteering": "Volunteering",
        "service": "Service",
        "education": "Education",
        "projects": "Projects",
        "research": "Research",
        "publications": "Publications",
        "awards": "Awards",
        "achievements": "Achievements",
        "certifications": "Certifications",
        "writing": "Writing",
        "talks": "Talks",
        "news": "News",
        "languages": "Languages",
        "interests": "Interests",
        "memberships": "Memberships",
        "skills": "Skills",
        "degree": "Degree",
        "level": "Level",
        "board": "Board",
        "institution": "Institution",
        "dates": "Year",
        "grade": "Grade",
        "place": "Place",
        "advisor": "Advisor",
        "guide": "Guide",
    },
}


def heading(key: str, locale: str = "en") -> str:
    """The word for a section's or a column's key; the key itself, made readable, where we have none."""
    words = HEADINGS.get(locale) or HEADINGS.get(locale.split("-")[0]) or HEADINGS["en"]
    return words.get(key) or HEADINGS["en"].get(key) or key.replace("-", " ").capitalize()
