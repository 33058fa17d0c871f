"""Our pipeline against the one that Rasa proposes for French: start, memory, speed. ``make bench``."""
