"""Fair use: how much one person and one server may ask, and whose turn long work is."""
