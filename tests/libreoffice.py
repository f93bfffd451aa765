"""Files opened and saved by LibreOffice, for the long tests."""

import subprocess
from html import escape
from pathlib import Path

_BASIC = "user/basic/Standard"
_LISTED = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">'
    '<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false" '
    'library:passwordprotected="false"><library:element library:name="Played"/></library:library>'
)
_MODULE = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">'
    '<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Played" script:language="StarBasic">{}</script:module>'
)


def convert(soffice: str, file: Path, folder: Path, ending: str = "pdf") -> Path:
    """`file` saved by LibreOffice with a profile of its own and a clean environment (a virtual environment on PATH stops it)."""
    profile = (folder / "profile").as_uri()
    command = [soffice, f"-env:UserInstallation={profile}", "--headless", "--convert-to", ending, "--outdir", str(folder), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=300, env={"HOME": str(folder), "PATH": "/usr/bin:/bin"})
    return folder / f"{file.stem}.{ending}"


def converted(soffice: str, files: list[Path], folder: Path, ending: str) -> list[Path]:
    """Files saved by LibreOffice in one start of it."""
    command = [soffice, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", ending, "--outdir", str(folder)]
    subprocess.run([*command, *map(str, files)], check=True, capture_output=True, timeout=600, env={"HOME": str(folder), "PATH": "/usr/bin:/bin"})
    return [folder / f"{file.stem}.{ending}" for file in files]


def play(soffice: str, folder: Path, file: Path, target: Path, steps: str, filter_name: str) -> Path:
    """`file` opened by LibreOffice, changed through its own interface and saved as `target`.

    `steps` is Basic over `doc`, with `Go place` and `Enter text` as a person's keys in a sheet. It needs no Python of LibreOffice's own: the program
    runs the macro from its profile, which its first start makes.
    """
    profile = folder / "profile"
    command = [soffice, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
    settings = {"check": True, "capture_output": True, "timeout": 300, "env": {"HOME": str(folder), "PATH": "/usr/bin:/bin"}}
    if not (profile / _BASIC).is_dir():
        subprocess.run([*command, "--terminate_after_init"], **settings)
    (profile / _BASIC / "script.xlb").write_text(_LISTED, encoding="utf-8")
    (profile / _BASIC / "Played.xba").write_text(_MODULE.format(escape(_program(file, target, steps, filter_name))), encoding="utf-8")
    subprocess.run([*command, "macro:///Standard.Played.Main"], **settings)
    return target


def _program(file: Path, target: Path, steps: str, filter_name: str) -> str:
    return f"""
Dim doc, played As Object
Sub Key(command As String, name As String, value As String)
  Dim given(0) As New com.sun.star.beans.PropertyValue
  given(0).Name = name
  given(0).Value = value
  played.executeDispatch(doc.CurrentController.Frame, command, "", 0, given())
End Sub
Sub Go(place As String)
  Key(".uno:GoToCell", "ToPoint", place)
End Sub
Sub Enter(text As String)
  Key(".uno:EnterString", "StringName", text)
End Sub
Sub Main
  Dim opened(0) As New com.sun.star.beans.PropertyValue
  opened(0).Name = "Hidden"
  opened(0).Value = True
  played = createUnoService("com.sun.star.frame.DispatchHelper")
  doc = StarDesktop.loadComponentFromURL("{file.as_uri()}", "_blank", 0, opened())
  {steps}
  Dim saved(0) As New com.sun.star.beans.PropertyValue
  saved(0).Name = "FilterName"
  saved(0).Value = "{filter_name}"
  doc.storeToURL("{target.as_uri()}", saved())
  doc.close(True)
End Sub
"""
