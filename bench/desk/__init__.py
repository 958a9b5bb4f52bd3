"""How near the program's pages come to an editor's: `python -m bench.desk`."""
