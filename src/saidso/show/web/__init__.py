"""The ledger in a browser: a file per page here, what all share in ``frame``, their looks in ``templates`` and ``static``."""
