"""What hosts are told about a built site, each in its own language."""
