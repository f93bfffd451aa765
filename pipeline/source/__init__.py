"""YAML text to model: the only place that knows YAML."""
