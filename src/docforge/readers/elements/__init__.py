"""HTML elements become nodes of the model: the one place for it, whether they stand in Markdown or make up a page."""
