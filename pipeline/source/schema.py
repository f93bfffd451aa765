"""The JSON Schema of the source, for editors that complete keys and show their descriptions.

An editor reads YAML by the core schema of YAML 1.2, where `2026` is a number; our loader takes the text that was typed. So whatever leaf
would accept digits allows a number too.
"""

from typing import Any

import msgspec

from ..model.content import Source
from ..model.reference import Statements, Text

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schema() -> dict[str, Any]:
    """The schema of `source/handbook.yaml`: JSON Schema, draft 2020-12."""
    schema = msgspec.json.schema(Source, schema_hook=_leaf)
    for definition in schema["$defs"].values():
        for field in definition.get("properties", {}).values():
            if isinstance(field.get("default"), (list, tuple)):  # Statements are a tuple in the model and a mapping in the file
                field["default"] = {} if field.get("type") == "object" else []
    return {"$schema": DIALECT, **schema}


def _leaf(kind: type) -> dict[str, Any]:
    if issubclass(kind, Statements):
        return {**kind.schema, "additionalProperties": _numbers(Text)}
    return _numbers(kind)


def _numbers(leaf: type[Text]) -> dict[str, Any]:
    return {**leaf.schema, "type": ["string", "number"]} if leaf.accepts("2026") else dict(leaf.schema)
