"""Brand templates that this project did not make, and bad ones made for the tests; `make.py` makes those and tells what each file holds."""
