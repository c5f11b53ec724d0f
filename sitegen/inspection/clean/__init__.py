"""Makes copies of files without what they tell beside their content."""
