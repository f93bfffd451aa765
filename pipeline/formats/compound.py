"""Compound files: what Office wrote before 2007, and what it writes now under a password. Neither is a package, and a person is told which it is."""

from .package import PackageError

_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  #: [MS-CFB] 2.2
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  #: [MS-OFFCRYPTO] 2.3.4.4: a stream of every encrypted package


def refuse_compound(data: bytes) -> None:
    """Raise `PackageError` with `template-encrypted` or `template-old-format` for a compound file."""
    if data.startswith(_SIGNATURE):
        raise PackageError("template-encrypted" if _ENCRYPTED in data else "template-old-format")
