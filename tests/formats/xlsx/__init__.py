"""Tests of Excel workbooks: writer, reader."""
