"""The programme as a story: one module for each stage, one act for each public function."""
