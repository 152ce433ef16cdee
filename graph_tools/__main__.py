"""Run the command line as ``python -m graph_tools``."""

from graph_tools.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
