"""What is drawn on paper: PDF documents, from values."""
