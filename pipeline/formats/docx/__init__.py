"""Word: write and read."""
