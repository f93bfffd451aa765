"""Tests of Word files: writer, reader, templates."""
