"""Independent readers of the finished files: what someone who listens to a file, looks hard at it, or prints it, would meet.

`package`, `deck`, `word` and `workbook` need nothing but zip and XML. `paper`, `drawn`, `ink` and `margins` read what LibreOffice prints.
"""
