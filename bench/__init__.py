"""Benchmarks: ``make bench`` prints one table. Never run by the tests: machines are noisy."""
