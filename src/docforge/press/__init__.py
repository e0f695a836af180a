"""Setting lines of Chinese, Japanese and Korean text: the composer, free of WeasyPrint, and its adapter to it."""
