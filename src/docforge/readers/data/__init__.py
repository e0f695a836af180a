"""Configuration files of other programs read as data, with the place of every value: YAML, JavaScript, TypeScript."""
