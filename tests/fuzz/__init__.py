"""Readers under coverage-guided fuzzing (atheris), from inputs that are kept."""
