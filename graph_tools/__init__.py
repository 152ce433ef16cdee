"""Knowledge graph of a strategy's cross-links: tables in, RDF, answers and pages out.

The pipeline is one straight line: ``tables`` reads and checks CSV, ``graph`` makes RDF of the
rows, ``validate`` holds the RDF against the shapes, ``queries`` answers questions and ``render``
makes tables and pages of the answers. The five meet only in ``commands``.
"""

__all__ = ["__version__"]

__version__ = "0.1.0"
