"""The document model: nodes, and pure functions over them."""
