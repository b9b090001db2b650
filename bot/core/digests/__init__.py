"""Figures in words and who gets them: digests, months, where and when."""
