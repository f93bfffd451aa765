"""What one output may show: the edition that marks it, the audience it is for, and what its references lead to.

Everything that composes a document asks here; references are resolved in one place, so no output can show a contact that is not for its readers.
"""

from typing import Mapping

from ..document.blocks import Paragraph, Run
from ..document.inline import Piece, parse
from ..model.content import Content
from ..model.entry import AUDIENCES
from ..model.handbook import Chapter, Edition
from ..model.handbook import Section as ChapterSection
from ..model.output import Output
from ..model.people import Member, Person
from ..model.reference import Statements, Text
from ..problems import Place, Problems, nearest


def capital(text: str) -> str:
    """`text` with its first letter large."""
    return text[:1].upper() + text[1:]


class Selection:
    """The content as one output sees it, with the words that templates give (`templates/words.yaml`)."""

    def __init__(self, content: Content, output: Output, edition: Edition, words: Mapping[str, Text], problems: Problems) -> None:
        self.content = content
        self.source = content.source
        self.output = output
        self.edition = edition
        self.problems = problems
        self._words = words
        self._words_file = next((Place(text.span.path) for text in words.values() if text.span), None)
        self._links = {entry.id.value: entry for entry in self.source.links}
        self._people = {entry.id.value: entry for entry in self.source.people}
        self._used: dict[str, tuple[str, str]] = {}

    # Words and paragraphs

    def word(self, name: str, **values: str) -> str:
        """A fixed word of the templates, its `{name}` places filled. Reports `word-missing` and gives an empty text."""
        text = self._words.get(name)
        if text is None:
            self.problems.add("word-missing", self._words_file, word=name)
            return ""
        said = text.value
        for key, value in values.items():
            said = said.replace(f"{{{key}}}", value)
        return said

    def fixed(self, block: str, name: str, **values: str) -> Paragraph:
        """A paragraph of a fixed word, its places filled; an edit of it belongs to the templates, not to the source."""
        origin = self._words[name].span if name in self._words else None
        return Paragraph(block, (Run(self.word(name, **values)),), origin=origin, editable=False)

    def missing(self, block: str, name: str) -> Paragraph:
        """A marked blank: what the owner must supply."""
        return Paragraph(block, (Run(self.word(name), look="missing"),), editable=False)

    def paragraph(self, block: str, text: Text, style: str = "text") -> Paragraph:
        """A statement of the source, its markup resolved."""
        return Paragraph(block, self.runs(text), style, text.span, True, text.value)

    def runs(self, text: Text) -> tuple[Run, ...]:
        """The words of a text of the source, its markup resolved."""
        return tuple(run for piece in parse(text.value) for run in self._runs(piece, text))

    def plain(self, text: Text) -> str:
        """The words of a text without their looks, for where it is shown again."""
        return "".join(run.text for run in self.runs(text))

    @property
    def title(self) -> str:
        """The output's own title, which all have that are no version of others."""
        assert self.output.title is not None
        return self.plain(self.output.title)

    def statements(self, block: str, statements: Statements, style: str = "text") -> tuple[Paragraph, ...]:
        """Each statement as a paragraph under its own name."""
        return tuple(self.paragraph(f"{block}.{s.id}", s.text, style) for s in statements)

    def derived(self, block: str, runs: tuple[Run, ...], like: Text, style: str = "text") -> Paragraph:
        """A paragraph made from what stands elsewhere in the source: it points there but cannot be edited here."""
        return Paragraph(block, runs, style, like.span, False)

    # References

    def link(self, ref: Text, text: str = "") -> Run:
        """The entry of a link or a person as a run: live where an address is known, else plain text."""
        link = self._links.get(ref.value)
        if link is not None:
            href = link.url.value if link.url else ""
            self._use(ref.value, link.text.value, href)
            return Run(text or link.text.value, href=href)
        person = self._people.get(ref.value)
        if person is not None:
            return self._contact(person, ref, text)
        known = [*self._links, *self._people]
        self.problems.add("unknown-reference", ref.span, id=ref.value, list="links, people", nearest=nearest(ref.value, known))
        return Run(text or ref.value)

    def may_read(self, level: str) -> bool:
        """Whether what is for `level` (an audience, or `none`) is for this output's readers: the one place that decides it."""
        return level != "none" and AUDIENCES.index(level) <= AUDIENCES.index(self.output.audience)

    def may_show(self, person: Person | Member) -> bool:
        """Whether this output's readers may see the person's name and address."""
        return self.may_read(person.publish)

    def sections(self) -> tuple[tuple[Chapter, ChapterSection], ...]:
        """Every section that this output's readers may see, with its chapter, in order."""
        return tuple(found for found in self.content.sections() if self.may_read(found[1].audience))

    def sections_of(self, chapter: Chapter) -> tuple[ChapterSection, ...]:
        """The sections of a chapter that this output's readers may see."""
        return tuple(section for section in chapter.sections if self.may_read(section.audience))

    def used_links(self) -> tuple[tuple[str, str, str], ...]:
        """Id, text and address of every live link that was used since the last call, each once, in order."""
        used = tuple((name, text, href) for name, (text, href) in self._used.items() if href)
        self._used.clear()
        return used

    def person(self, name: str) -> Person:
        """A person that the rules have already found to exist."""
        return self._people[name]

    def _contact(self, person: Person, at: Text, text: str) -> Run:
        if not self.may_show(person):
            self.problems.add("contact-hidden", at.span, id=person.id, publish=person.publish, output=self.output.id)
            return Run(text or person.role.value)
        if person.email is None:
            return Run(text or (person.name or person.role).value)
        return Run(text or person.email.value, href=f"mailto:{person.email}")

    def _runs(self, piece: Piece, text: Text) -> tuple[Run, ...]:
        if not piece.ref:
            return (Run(piece.text, piece.strong),)
        run = self.link(Text(piece.ref, text.span), piece.text)
        return (Run(run.text, piece.strong, run.href),)

    def _use(self, name: str, text: str, href: str) -> None:
        self._used.setdefault(name, (text, href))
