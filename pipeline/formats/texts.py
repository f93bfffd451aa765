"""Letters and lists as text, from the Jinja2 templates of `templates/text/`; how templates are read and judged stands in `templates.py`."""

from pathlib import Path
from typing import Any, Iterator

from ..problems import Problems
from .templates import in_folder


class Texts:
    """The templates of a folder. What fails is told to `problems` and raises `PipelineError`."""

    def __init__(self, folder: Path, problems: Problems) -> None:
        self._templates = in_folder(folder, problems)

    def letter(self, name: str, values: dict[str, Any]) -> tuple[str, str]:
        """A letter's subject and text: the first line of what the template gives, and the rest of it."""
        subject, _, text = "".join(self.pieces(name, values)).strip().partition("\n")
        return subject.strip(), text.strip() + "\n"

    def pieces(self, name: str, values: dict[str, Any]) -> Iterator[str]:
        """What a template gives, a stretch at a time. Reports `text-missing` and `text-broken`."""
        return self._templates.pieces(name, values)
