"""The site in a real Chromium, before the real servers. A package, so that both end with its last test."""
