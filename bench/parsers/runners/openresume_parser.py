"""What openresume-parser finds in PDFs, as JSON: run with the Python of its own environment."""

import json
import sys
from pathlib import Path

from openresume import parse_resume_from_pdf


def found(path):
    result = parse_resume_from_pdf(path)
    resume, school = result["resume"], result["resume"]["education"]
    return {
        "name": resume["full_name"],
        "mail": resume["email"],
        "phone": resume["phone"],
        "links": [resume["url"]],
        "jobs": [
            {
                "employer": one["company"],
                "position": one["title"],
                "dates": [one["start_date"], "present" if one["current"] else one["end_date"]],
                "bullets": [one["description"]],
            }
            for one in resume["experience"]["work_history"]
        ],
        "schools": [{"degree": school["degree_course"], "dates": [str(school["passing_year"])]}],
        "skills": resume["skills"],
        "headings": result["diagnostics"]["detectedSections"],
    }


Path(sys.argv[1]).write_text(json.dumps([found(path) for path in sys.argv[2:]]), "utf-8")
