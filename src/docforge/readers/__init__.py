"""Readers: bytes become a document. Each is independent of the others."""
