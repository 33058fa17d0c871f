"""What the assistant understands, measured: ``make evaluate``. The sentences are those of ``tests/evaluation``."""
