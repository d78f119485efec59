"""The public's door: files a plain web server can serve, written from published releases and from nothing else."""
