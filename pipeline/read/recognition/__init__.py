"""Recognition of what is a picture of text: scanned pages, and the logos of partners."""
