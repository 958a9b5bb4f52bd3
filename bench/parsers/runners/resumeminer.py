"""What resumeminer finds in PDFs, as JSON: run with the Python of its own environment. It looks for no jobs."""

import json
import sys
from pathlib import Path

from resumeminer import ResumeParser


def found(path):
    result = ResumeParser(path).parse()
    return {
        "mail": result["email"],
        "phone": result["phone"],
        "links": list(result["links"].values()),
        "skills": result["skills"],
    }


Path(sys.argv[1]).write_text(json.dumps([found(path) for path in sys.argv[2:]]), "utf-8")
