"""How often one may ask: a sliding window a visitor, or a network address, in this process's memory."""

import ipaddress
from collections import OrderedDict
from math import ceil

from pyrate_limiter import Decision, InMemoryBucket, Rate, RateItem

_MOST_KEYS = 20_000
"""Windows that are remembered; beyond, the one that was used the longest ago is forgotten."""
_IPV6_NETWORK = 64
"""Bits of an IPv6 address that name a household; it draws the others at will (RFC 8981)."""


class Limit:
    """At most ``number`` uses in ``seconds`` for each key; no limit when ``number`` is 0."""

    def __init__(self, number: int, seconds: int) -> None:
        self._rates = [Rate(number, seconds * 1000)] if number else []
        self._buckets: OrderedDict[str, InMemoryBucket] = OrderedDict()

    def wait(self, key: str) -> int:
        """Count a use by ``key``: 0 when it is allowed, else the seconds after which it will be (it is not counted)."""
        if not self._rates:
            return 0
        bucket = self._buckets.get(key)
        if bucket is None:
            bucket = self._buckets[key] = InMemoryBucket(self._rates)
            if len(self._buckets) > _MOST_KEYS:
                self._buckets.popitem(last=False)
        self._buckets.move_to_end(key)
        now = bucket.now()
        bucket.leak(now)
        decision = bucket.put_decision(RateItem(key, now))
        assert isinstance(decision, Decision)  # a bucket in memory answers at once
        return 0 if decision.allowed else max(1, ceil((decision.retry_after_ms or 0) / 1000))


def network_of(address: str) -> str:
    """What of a client's address is counted as one."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped:
            return str(parsed.ipv4_mapped)
        return str(ipaddress.ip_network((parsed, _IPV6_NETWORK), strict=False))
    return str(parsed)
