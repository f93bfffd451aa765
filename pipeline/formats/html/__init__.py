"""The handbook and its tables as one accessible web page."""
