"""Looks into pictures."""
