"""Files made to harm, and tests that nothing comes of it."""
