"""Käsikirja: one YAML source of a handbook, rendered into a deck, a Word version and follow-up tables, kept in sync."""
