"""What the templates say of themselves and share beside the theme (`pipeline/formats/theme.py`): who made them, their language, names for colours by their use.

Whoever changes a colour there makes all templates anew.
"""

ORGANISATION = "Päijät-Hämeen hyvinvointialue"
LANG = "fi-FI"
DATE = "2026-01-01"  # of creation and change: no clock in a file
TWIN = "Carlito"  # stands in for Calibri: it has the same widths

COUNTY, NGO, REALISATION, FILL, SOFT = "accent1", "accent2", "accent3", "accent5", "accent6"

NS_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
EMU = 12700  # in a point
