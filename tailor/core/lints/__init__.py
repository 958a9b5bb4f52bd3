"""Lints: remarks on the writing of a profile and on the pages made of it. `docs/checks.md` lists them.

A lint is a function from values to findings; the table `catalogue.LINTS` says what each code means, how much it
matters, why, and whose advice it is. Matters of taste are notes. `all_lints` puts the two together.
"""
