"""The rules of the packet: what the owner must still supply is told, one note each; attachments are there and can be sent."""

from pathlib import Path

import pytest

from handbooks import content
from minimal import MINIMAL, replaced
from packets import packet_source
from pipeline.model.packet import Attachment
from pipeline.model.reference import FilePath, Text, Time
from pipeline.model.rules import check_content
from pipeline.model.supply import has_address
from pipeline.problems import Problems
from pipeline.source.load import ATTACHMENT_MAX, load_source

TODAY = "2026-11-24"
ATTACHED = 'attachments:\n  - {id: liite, title: Lain teksti, file: "liitteet/Laki 612.pdf", link: laki}\n'


def supplies(source: str) -> list[str]:
    problems = Problems()
    check_content(content(source), problems, TODAY)
    assert all(problem.severity == "note" for problem in problems if problem.code != "term-unconfirmed"), [p.lines("en") for p in problems]
    return [problem.message("en") for problem in problems if problem.code == "packet-supply"]


def test_a_small_packet_breaks_no_rule_and_tells_what_it_lacks() -> None:
    assert supplies(packet_source()) == [
        "the orientation packet lacks: Ensimmäisen kokouksen päivä – to be supplied by koordinaattori",
        "the orientation packet lacks: Kenelle esteestä ilmoitetaan – to be supplied by koordinaattori",
        "the orientation packet lacks: Palkkiot – to be supplied by hyvinvointialue",
        "the orientation packet lacks: Kokousten päivät – to be supplied by koordinaattori",
    ]


def test_what_is_supplied_is_told_no_more() -> None:
    dated = replaced("kind: meeting, confirmed: no", "kind: meeting, date: 2026-10-01, confirmed: yes", packet_source())
    assert [line.split(" – ")[0].split(": ")[1] for line in supplies(dated)] == ["Kenelle esteestä ilmoitetaan", "Palkkiot"]


def loaded(tmp_path: Path, size: int | None) -> tuple[list[str], object]:
    path, problems = tmp_path / "handbook.yaml", Problems()
    path.write_text(MINIMAL + ATTACHED, encoding="utf-8")
    if size is not None:
        (tmp_path / "liitteet").mkdir()
        with (tmp_path / "liitteet" / "Laki 612.pdf").open("wb") as file:
            file.truncate(size)
    source = load_source(path, problems)
    return [problem.code for problem in problems], source


@pytest.mark.parametrize(("size", "told"), [(1, []), (ATTACHMENT_MAX, []), (ATTACHMENT_MAX + 1, ["attachment-size"]), (None, ["attachment-missing"])])
def test_an_attachment_is_there_and_small_enough_to_be_sent(tmp_path: Path, size: int | None, told: list[str]) -> None:
    assert loaded(tmp_path, size)[0] == told


def test_an_attachment_stands_for_the_address_of_its_link() -> None:
    source = content(replaced("    status: verified\n    url: https://example.fi/laki\n    checked: 2026-10-01\n", "    status: missing\n")).source
    assert not has_address(source, Text("laki"))
    attached = content(replaced("    status: verified\n    url: https://example.fi/laki\n    checked: 2026-10-01\n", "    status: missing\n") + ATTACHED).source
    assert has_address(attached, Text("laki")) and isinstance(attached.attachments[0], Attachment)


@pytest.mark.parametrize("file", ["a.pdf", "liitteet/Toimintasääntö 2026.pdf", "a/b-c_d/e.docx"])
def test_a_file_beside_the_source_can_be_named(file: str) -> None:
    assert FilePath.accepts(file)


@pytest.mark.parametrize("file", ["../a.pdf", "/a.pdf", "a/../b.pdf", "C:/a.pdf", "a\\b.pdf", "a", ".a.pdf", "a/.b.pdf", "a .pdf", "a//b.pdf", "https://a.fi/a.pdf"])
def test_no_other_file_can(file: str) -> None:
    assert not FilePath.accepts(file)


@pytest.mark.parametrize(("time", "is_one"), [("9.00", True), ("09.00", True), ("23.59", True), ("24.00", False), ("14:00", False), ("14.60", False), ("14", False)])
def test_a_time_of_day_is_one_that_the_clock_has(time: str, is_one: bool) -> None:
    assert Time.accepts(time) == is_one
