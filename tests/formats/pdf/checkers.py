"""Two checkers of PDF/UA-1 by other people, and what they find."""

import tempfile
from pathlib import Path

import outloud
import page


def failed(data: bytes) -> list[str]:
    """The rules that a file fails, each with what its checker says."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "file.pdf")
        path.write_bytes(data)
        found = [f"{failure.rule_id}: {failure.message}" for failure in page.validate_pdf(path, profile="ua1").failures]
        result = outloud.check(str(path))
    assert result.verdict != "unreadable"
    return found + [f"{finding.rule}: {finding.message}" for finding in result.findings if finding.severity == "error"]
