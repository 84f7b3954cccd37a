"""Text in, cited sentences out."""
