"""The command `verify`: compares a site that is up with the record of its build."""
