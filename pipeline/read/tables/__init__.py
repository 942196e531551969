"""Tables: where they are, their cells, and what heads each of them."""
