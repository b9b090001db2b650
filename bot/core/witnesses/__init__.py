"""One report for one incident: who reports it again is a witness of it, until somebody parts them."""
