"""A fiscal year of the demo city: every programme of the plan is carried out, by the verbs that people use.

Nothing is written back in time: each act is done at the hour at which it would have been.
"""
