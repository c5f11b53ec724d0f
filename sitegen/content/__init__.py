"""From files to typed records; knows no type by name."""
