"""What is kept of people's words: masked before it is written, erased when asked, and forgotten in time."""
