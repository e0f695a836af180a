"""``docforge.toml``: what it may say, where it says it, and which of its layers holds for a document."""
