"""Models run in processes of their own: the pipe, the process, and what runs inside it."""
