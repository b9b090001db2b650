"""Reading: what a message in Spanish or English says happened. Text → tokens → lexicon hits → events and when.

It knows nothing of the group's rules; `bot.core.screening` judges what is read here.
"""
