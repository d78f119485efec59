"""Plans the whole way home: facts, a greedy plan, a better one with a bound, and a checker that trusts neither."""
