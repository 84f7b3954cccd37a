"""From a file to a document with sentences."""
