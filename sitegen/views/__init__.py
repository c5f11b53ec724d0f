"""The site arranged for its pages: pure functions of Site."""
