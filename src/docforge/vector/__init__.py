"""SVG pictures: cleaned by a list of what is allowed, measured, and drawn as pixels where a format has no vectors."""
