"""Model to document: what stands in which output, and in which words."""
