"""Readers: bytes become a document as read, with verbatim markers and true positions. Counting is for the passes."""
