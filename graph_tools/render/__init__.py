"""Show answers: rows on a terminal or as data, and the offline pages."""
