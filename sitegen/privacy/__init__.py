"""Keeps names that must never be published from standing anywhere, without writing them down."""
