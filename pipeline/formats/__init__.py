"""Writers and readers of files, each format in a folder of its own; the only place that knows Office files."""
