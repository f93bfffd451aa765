"""Tests of PDFs: writer and reader."""
