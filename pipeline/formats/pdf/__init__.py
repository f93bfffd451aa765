"""PDF: tagged files, set by typst with the template's own look and fonts."""
