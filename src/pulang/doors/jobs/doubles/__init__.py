"""Compares a whole register with itself: one set of statements (`statements.py`), and an engine to put them to.

`duck.py` is a database in this process's memory and what is meant when nothing is said; `spark.py` is for a register
that one machine does not hold.
"""
