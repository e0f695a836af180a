"""The typographic specification: one theme for all formats."""
