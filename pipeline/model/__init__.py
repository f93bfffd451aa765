"""The content of a handbook as frozen, typed values; knows nothing of YAML, documents or Office files."""
