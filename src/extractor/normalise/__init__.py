"""Text, numbers, units and shapes: what signs alone tell. Raw text is always kept beside what is made of it."""
