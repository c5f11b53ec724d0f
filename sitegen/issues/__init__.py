"""An issue, its place and its words."""
