"""What stands on record in public: decrees, numbers, promises, words, and meetings with residents."""
