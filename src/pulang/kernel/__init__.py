"""Words everyone shares; plain Python that knows neither Django nor any area."""
