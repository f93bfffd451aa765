"""Tests of the writers and readers of files, each format in a folder of its own."""
