"""From the folder of content to everything that is published."""
