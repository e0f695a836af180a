"""What changed between two documents, and bringing the changes of one back into the source of the other."""
