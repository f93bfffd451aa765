"""The project beside its peers, as whole processes:  make bench   (or  python tests/bench/bench.py [--runs N])

Peers are installed into .bench/ beside the project; what cannot be had is left out and said. Processes are taken in turn (A B C, A B C, ...)
and every figure is CPU time, user and system; every ratio is the median of the ratios of one round, so a machine that drifts does not matter.
The project is measured as it is installed from its own folder, with its modules compiled. Peers make the same handbook from `inputs/`.
POSIX only: CPU times come from wait4.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
BENCH = ROOT / ".bench"
PYTHON = BENCH / "venv" / "bin" / "python"
OUT = BENCH / "out"
INPUTS = HERE / "inputs"
SET = "deck word table-blank table-filled".split()


class Contender(NamedTuple):
    """A command to measure; `before` is removed ahead of every run."""

    name: str
    command: list[str]
    before: str = ""


class Goal(NamedTuple):
    """`cpu(first) / cpu(second)` should be at most `most`; the numbers are those of the project's performance goals.

    `less` are contenders, one for each of the two, whose time is taken off first: what is asked is the cost of growth, not of starting.
    """

    number: str
    first: str
    second: str
    most: float
    less: tuple[str, str] | None = None

    def ratio(self, measured: dict[str, tuple[float, float]]) -> float:
        """Of one round."""
        first, second = (measured[name][0] for name in (self.first, self.second))
        if self.less:
            first, second = first - measured[self.less[0]][0], second - measured[self.less[1]][0]
        return first / second


GOALS = (
    Goal("1", "no-op build", "bare click --help", 1.5),
    Goal("2", "--help", "bare click --help", 1.3),
    Goal("3", "whole set, cold", "naive, whole set", 0.3),
    Goal("4", "whole set, cold", "pandoc, deck and docx", 0.75),
    Goal("5a", "deck, cold", "pptxgenjs, deck", 0.9),
    Goal("5b", "word, cold", "pandoc, docx", 0.9),
    Goal("9", "forms, 1000", "docxtemplater, 1000", 0.06, ("forms, 10", "docxtemplater, 10")),
)


def install() -> None:
    """The peers from the package indexes as configured, the project as a wheel of this folder."""
    BENCH.mkdir(exist_ok=True)
    if not PYTHON.exists():
        subprocess.check_call([sys.executable, "-m", "venv", str(BENCH / "venv")])
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    constrained = ["--constraint", str(ROOT / "constraints.txt")]
    subprocess.check_call([*pip, *constrained, "python-pptx", "python-docx", "openpyxl", "click"])
    if subprocess.call([*pip, "pypandoc_binary"]):
        print("left out: pandoc (no wheel to be had)")
    shutil.rmtree(BENCH / "project", ignore_errors=True)
    shutil.copytree(ROOT, BENCH / "project", ignore=shutil.ignore_patterns(".*", "build", "tests", "*.egg-info", "__pycache__"))
    subprocess.check_call([*pip, *constrained, "--force-reinstall", "--no-deps", str(BENCH / "project")])
    subprocess.check_call([*pip, *constrained, str(BENCH / "project")])
    subprocess.check_call([str(PYTHON), "-m", "compileall", "-q", str(BENCH / "venv" / "lib")], stdout=subprocess.DEVNULL)
    if shutil.which("npm") and not (BENCH / "node" / "node_modules" / "docxtemplater").exists():
        (BENCH / "node").mkdir(exist_ok=True)
        subprocess.call(["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(BENCH / "node"), "pptxgenjs", "docxtemplater", "pizzip"])


def contenders() -> list[Contender]:
    """Everything that is here to be measured."""
    kasikirja = str(BENCH / "venv" / "bin" / "kasikirja")
    common = ["--source", str(ROOT / "source/handbook.yaml"), "--templates", str(ROOT / "templates")]

    def build(name: str, *outputs: str, fresh: bool = False) -> Contender:
        out = str(OUT / ("noop" if fresh else "-".join(outputs)))
        return Contender(name, [kasikirja, "build", *outputs, *common, "--out", out], "" if fresh else out)

    bare = BENCH / "bare.py"
    bare.write_text("import click\n\n@click.command()\ndef main(): pass\n\nmain()\n", encoding="utf-8")
    listed = [
        Contender("python -c pass", [str(PYTHON), "-c", "pass"]),
        Contender("bare click --help", [str(PYTHON), str(bare), "--help"]),
        Contender("--help", [kasikirja, "--help"]),
        build("no-op build", *SET, fresh=True),
        build("deck, cold", "deck"),
        build("word, cold", "word"),
        build("whole set, cold", *SET),
        Contender("naive, whole set", [str(PYTHON), str(HERE / "peers/naive.py"), "all", str(INPUTS / "content.yaml"), str(OUT / "naive")]),
    ]
    pandoc = next(BENCH.glob("venv/lib/*/site-packages/pypandoc/files/pandoc"), None)
    if pandoc:
        both = f'"{pandoc}" -t pptx "$1" -o "$2/p.pptx" && exec "{pandoc}" -t docx "$1" -o "$2/p.docx"'
        listed.append(Contender("pandoc, docx", [str(pandoc), "-t", "docx", str(INPUTS / "content.md"), "-o", str(OUT / "pandoc.docx")]))
        listed.append(Contender("pandoc, deck and docx", ["sh", "-c", both, "sh", str(INPUTS / "content.md"), str(OUT)]))
    if shutil.which("node") and (BENCH / "node/node_modules/pptxgenjs").exists():
        script = ["node", str(HERE / "peers/pptxgen.js"), str(INPUTS / "content.json"), str(OUT / "pptxgenjs.pptx")]
        listed.append(Contender("pptxgenjs, deck", script))
    return listed + [contender for count in (10, 1000) for contender in _forms(kasikirja, count)]


def _forms(kasikirja: str, count: int) -> list[Contender]:
    """A round of so many recipients: its forms by us and by docxtemplater, and the whole command with letters and record."""
    given, script = OUT / f"round-{count}", str(HERE / "peers/forms.py")
    subprocess.check_call([str(PYTHON), script, "inputs", str(ROOT / "source/handbook.yaml"), str(INPUTS / "content.json"), str(given / "source"), str(count)])
    source, people, templates = str(given / "source/handbook.yaml"), str(given / "source/recipients.json"), str(ROOT / "templates")
    command = [kasikirja, "followup", "distribute", "2026", "--source", source, "--templates", templates, "--out", str(given / "out")]
    again = f'rm -rf "{given}/source/responses"; exec "$@"'
    listed = [
        Contender(f"forms, {count}", [str(PYTHON), script, "fill", source, templates, str(given / "forms"), people], str(given / "forms")),
        Contender(f"round, {count}", ["sh", "-c", again, "sh", *command], str(given / "out")),
    ]
    if shutil.which("node") and (BENCH / "node/node_modules/docxtemplater").exists():
        node = ["node", str(HERE / "peers/docxtemplater.js"), str(given / "source/template.docx"), str(INPUTS / "content.json"), str(given / "peer"), people]
        listed.append(Contender(f"docxtemplater, {count}", node, str(given / "peer")))
    return listed


def cpu(contender: Contender) -> tuple[float, float]:
    """CPU seconds and peak MiB of one run; a run that fails ends the benchmark."""
    if contender.before:
        shutil.rmtree(contender.before, ignore_errors=True)
    environment = {**os.environ, "NODE_PATH": str(BENCH / "node/node_modules")}
    process = subprocess.Popen(contender.command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment, cwd=OUT)
    _, status, used = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status):
        sys.exit(f"{contender.name} failed: {process.stderr.read().decode() if process.stderr else ''}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=7)
    runs = parser.parse_args().runs
    install()
    OUT.mkdir(exist_ok=True)
    listed = contenders()
    rounds: list[dict[str, tuple[float, float]]] = []
    for number in range(runs + 1):
        measured = {contender.name: cpu(contender) for contender in listed}
        if number:  # the first round warms up
            rounds.append(measured)
    print(f"\n{'command':<24}{'cpu ms':>9}{'peak MiB':>10}   (medians of {runs} rounds)")
    for contender in listed:
        times, peaks = zip(*(measured[contender.name] for measured in rounds))
        print(f"{contender.name:<24}{statistics.median(times) * 1000:>9.0f}{statistics.median(peaks):>10.0f}")
    print(f"\n{'goal':<6}{'ratio of cpu':<48}{'now':>6}{'at most':>9}")
    for goal in GOALS:
        if goal.first in rounds[0] and goal.second in rounds[0]:
            ratio = statistics.median(goal.ratio(measured) for measured in rounds)
            print(f"{goal.number:<6}{goal.first + ' / ' + goal.second:<48}{ratio:>6.2f}{goal.most:>9.2f}")


if __name__ == "__main__":
    main()
