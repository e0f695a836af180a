"""Numbers that were published: the lock that keeps them, what it is made of, and what changed since."""
