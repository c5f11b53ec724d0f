"""Looks into Word, Excel and PowerPoint files."""
