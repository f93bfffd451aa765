"""PDF: write, read and digest."""
