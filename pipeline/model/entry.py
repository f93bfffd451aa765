"""What all entries of the source share: their base, the words that an editor shows beside a key, and for whom something is."""

from typing import Literal

import msgspec

Audience = Literal["public", "committee", "internal"]
AUDIENCES = ("public", "committee", "internal")  #: each level holds those before it
Publish = Literal["public", "committee", "internal", "none"]  #: an audience, or `none`: nobody's


def says(text: str) -> msgspec.Meta:
    """What an editor that knows the schema shows beside a key, in Finnish."""
    return msgspec.Meta(description=text)


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A mapping of the source; unknown keys are refused."""
