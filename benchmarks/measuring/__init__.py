"""Parts of the measurement at scale; ``benchmarks/scale.py`` runs them."""
