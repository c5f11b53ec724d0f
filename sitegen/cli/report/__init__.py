"""What would change if everything were pushed now."""
