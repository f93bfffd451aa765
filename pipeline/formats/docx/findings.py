"""What all stories of a returned Word file give together."""

from ..returned import ReturnedText
from .grid import Grid


class Findings:
    """Tables and texts in order; `anchors`: where comments and notes are referred to, by kind and number; `pictures`: where each part is shown."""

    def __init__(self) -> None:
        self.grids: list[Grid] = []
        self.texts: list[ReturnedText] = []
        self.anchors: dict[tuple[str, str], str] = {}
        self.pictures: dict[str, str] = {}
        self.tables = 0  #: of the body, those inside others not counted
        self.boxes = 0
