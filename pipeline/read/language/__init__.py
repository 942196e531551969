"""The language of each passage."""
