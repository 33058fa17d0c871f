"""``python -m assistant``: see ``python -m assistant --help``."""

from assistant.cli import main

if __name__ == "__main__":
    main()
