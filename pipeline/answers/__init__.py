"""What a returned form says: which of its texts are answers, whose they are, and how versions and decisions become one response. Pure; no file is touched."""
