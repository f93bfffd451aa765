"""Tests of what returned forms say."""
