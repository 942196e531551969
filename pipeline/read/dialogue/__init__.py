"""Interviews: who speaks, and who is interviewed."""
