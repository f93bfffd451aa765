"""The format-neutral tree of blocks that every writer renders and every reader is compared with."""
