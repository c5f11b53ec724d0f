"""Answers of pure functions, states of files, workers."""
