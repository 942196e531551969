"""What people see of a result: the commands, and what they say. Nothing here is slow to import."""
