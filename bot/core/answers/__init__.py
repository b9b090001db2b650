"""What officers answer to a report, up to its closing and what is said against that."""
