"""Looks into PDF files."""
