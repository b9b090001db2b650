"""Figures, each computed by one function from the response log, so that any past day can be computed again.

`periods` says which days, `history` what the log tells of one report, `counts`, `times`, `alerts` and `fairness` hold
one function for each figure; `daily` and `monthly` put together what somebody is to read. ``docs/figures.md`` defines
every figure in words.
"""
