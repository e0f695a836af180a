"""What is published beside the files of a build: the manifest with its digests, and what is made from it."""
