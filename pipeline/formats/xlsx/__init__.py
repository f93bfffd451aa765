"""Excel: write and read."""
