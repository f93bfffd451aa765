"""`python -m pipeline` is the command `kasikirja`."""

from .cli import main

main()
