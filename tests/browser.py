"""Web pages looked at by a browser and judged by two checkers, for the long tests.

What node runs is installed once by npm, by the names and versions of `web/package.json`, into `.web-tools/`; the browser is the machine's own.
"""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ROOT / ".web-tools"
_WEB = ROOT / "tests" / "web"


class Seen(NamedTuple):
    """A page at a width, in CSS pixels."""

    file: str
    width: int
    requests: list[str]  #: addresses that were asked for beside the page itself
    said: list[str]  #: what the browser told on its console
    roles: dict[str, int]  #: nodes of the accessibility tree by role
    display: str  #: how the follow-up table is shown
    overflow: list[str]  #: what is wider than its place
    violations: list[str]  #: of axe's rules
    unseen: list[str]  #: anchors that an address does not lead to


def tools(npm: str) -> Path:
    """The folder that has what `web/package.json` names, installed if it is not there in those versions."""
    wanted = (_WEB / "package.json").read_bytes()
    if not (TOOLS / "installed").is_file() or (TOOLS / "installed").read_bytes() != wanted:
        shutil.rmtree(TOOLS, ignore_errors=True)
        TOOLS.mkdir()
        (TOOLS / "package.json").write_bytes(wanted)
        command = [npm, "install", "--ignore-scripts", "--no-package-lock", "--no-audit", "--no-fund", "--loglevel=error"]
        subprocess.run(command, cwd=TOOLS, check=True, capture_output=True, timeout=600)
        (TOOLS / "installed").write_bytes(wanted)
    return TOOLS


def look(node: str, chromium: str, folder: Path, files: list[Path], widths: list[int], lands: list[int]) -> list[Seen]:
    """Each page at each width in one start of the browser, and at those of `lands` every anchor. `folder` is that of `tools`."""
    command = [node, str(_WEB / "look.cjs"), chromium, json.dumps([str(file) for file in files]), json.dumps(widths), json.dumps(lands)]
    return [Seen(**told) for told in json.loads(_run(command, folder).stdout)]


def nu_errors(java: str, folder: Path, files: list[Path]) -> list[str]:
    """What the Nu checker calls an error."""
    jar = folder / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    told = json.loads(_run([java, "-jar", str(jar), "--format", "json", "--exit-zero-always", *map(str, files)], folder).stderr)
    return [_told(message, "url", "lastLine") for message in told["messages"] if message["type"] != "info"]


def html_validate_errors(node: str, folder: Path, files: list[Path]) -> list[str]:
    """What html-validate finds with its recommended rules."""
    program = folder / "node_modules" / "html-validate" / "bin" / "html-validate.mjs"
    command = [node, str(program), "--config", str(_WEB / "htmlvalidate.json"), "--formatter", "json", *map(str, files)]
    told = json.loads(subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=300).stdout)
    return [f"{report['filePath']}:{message['line']} {message['message']}" for report in told for message in report["messages"]]


def _told(message: dict[str, Any], place: str, line: str) -> str:
    return f"{message.get(place)}:{message.get(line)} {message['message']}"


def _run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    made = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=600, env={**os.environ, "LC_ALL": "C.UTF-8"})
    assert made.returncode == 0, made.stderr[-2000:]
    return made
