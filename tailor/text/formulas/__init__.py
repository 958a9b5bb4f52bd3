"""Formulas of a profile: what they may hold, whether TeX can set them, how they read."""
