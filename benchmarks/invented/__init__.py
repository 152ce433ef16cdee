"""Invented strategies for benchmarks: they look like the real one, and nothing in them is true."""
