"""A small static site generator: Markdown and YAML in, a checked and deployable folder out."""
