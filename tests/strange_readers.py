"""A reader of returned files that does, by the name of the file, what a file may make a reader do; for the gate's tests, in the reading process."""

import os
import time

from pipeline.formats.package import PackageError, unpack
from pipeline.formats.returned import Returned


def read_returned(data: bytes, path: str) -> Returned:
    """As a reader does it; `counted` is how many parts there are."""
    if path.startswith("hangs"):
        time.sleep(3_600)
    if path.startswith("toils"):
        while True:
            pass
    if path.startswith("eats"):
        held = []
        while True:
            held.append(bytearray(2**20))
    if path.startswith("dies"):
        os._exit(7)
    if path.startswith("is killed"):
        os.kill(os.getpid(), 9)
    if path.startswith("fails"):
        raise KeyError(path)
    if path.startswith("recurses"):
        read_returned(data, path)
    if path.startswith("talks"):
        return Returned("docx", {"all": "x" * 2**20}, "", (), ())
    if path.startswith("prints"):
        os.write(1, b"noise")
        print("noise", flush=True)
    if path.startswith("writes"):
        with open(path.partition(" ")[2], "wb") as file:
            file.write(b"x")
    if path.startswith("refuses"):
        raise PackageError("xml-dtd", name="word/document.xml")
    return Returned("docx", {"process": str(os.getpid())}, "", (), (), counted=len(unpack(data)))
