"""CJK typography: characters, numbers and rules as data, and pure functions over them."""
