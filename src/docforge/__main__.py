"""``python -m docforge`` is the command ``docforge``."""

from docforge.cli import main

main()
