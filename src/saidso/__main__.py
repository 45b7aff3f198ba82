"""``python -m saidso`` is the command ``saidso``."""

from saidso.show.cli import main

if __name__ == "__main__":
    main()
