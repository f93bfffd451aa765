"""The commands, as a person calls them: exit codes, what is said, and which files changed."""
