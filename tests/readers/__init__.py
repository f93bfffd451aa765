"""Independent readers of the finished files, with nothing but zip and XML: what someone who listens to a file, or looks hard at it, would meet."""
