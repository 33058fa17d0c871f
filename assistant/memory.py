"""What stays for as long as the process does."""

import gc

# Objects made before the collector looks at the young ones, and how often it then looks at older and oldest ones.
_YOUNG, _OLDER, _OLDEST = 20_000, 20, 50


def settle() -> None:
    """Call when all that lasts is in memory: the collector then leaves it alone, and seldom looks at the rest.

    Going through everything again and again holds answers up by a tenth of a second, and hardly finds anything to free.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG, _OLDER, _OLDEST)
