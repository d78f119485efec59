"""Sources of public money: ceiling, release, commitment and payment in double entry."""
