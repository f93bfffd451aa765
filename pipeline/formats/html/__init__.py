"""Web pages: write and read."""
