"""Order and blocks: what belongs together on a page, what comes first, and what it is."""
