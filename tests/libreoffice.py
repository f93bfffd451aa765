"""Files opened and saved by LibreOffice, for the long tests."""

import subprocess
from pathlib import Path


def convert(soffice: str, file: Path, folder: Path, ending: str = "pdf") -> Path:
    """`file` saved by LibreOffice with a profile of its own and a clean environment (a virtual environment on PATH stops it)."""
    profile = (folder / "profile").as_uri()
    command = [soffice, f"-env:UserInstallation={profile}", "--headless", "--convert-to", ending, "--outdir", str(folder), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=300, env={"HOME": str(folder), "PATH": "/usr/bin:/bin"})
    return folder / f"{file.stem}.{ending}"
