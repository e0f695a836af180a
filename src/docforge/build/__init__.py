"""From sources to files: which reader, pass and writer, in which order, with which pictures, written where."""
