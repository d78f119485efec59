"""What offices said in public: figures, promises, statements."""
