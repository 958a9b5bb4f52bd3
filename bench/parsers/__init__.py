"""What open résumé parsers make of our pages and of the same content in other programs' looks."""
