"""What leverparser finds in PDFs, as JSON: run with the Python of its own environment."""

import json
import sys
from pathlib import Path

from pyresume import ResumeParser


def found(path):
    resume = ResumeParser().parse(path)
    who = resume.contact_info
    return {
        "name": who.name,
        "mail": who.email,
        "phone": who.phone,
        "links": [who.linkedin, who.github, who.website],
        "jobs": [
            {
                "employer": one.company,
                "position": one.title,
                "dates": [_month(one.start_date), "present" if one.current else _month(one.end_date)],
                "bullets": [*one.responsibilities, one.description],
            }
            for one in resume.experience
        ],
        "schools": [
            {"school": one.institution, "degree": one.degree, "dates": [_month(one.graduation_date)]}
            for one in resume.education
        ],
        "skills": [one.name for one in resume.skills],
        "headings": resume.extraction_metadata.get("sections_found", []),
    }


def _month(date):
    return date and f"{date:%m/%Y}"


Path(sys.argv[1]).write_text(json.dumps([found(path) for path in sys.argv[2:]]), "utf-8")
