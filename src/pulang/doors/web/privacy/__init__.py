"""Rights over data: the worklist, a person's requests, authorities' letters, deletions, her copy."""
