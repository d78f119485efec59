"""What the law gives a person over what is kept about her, and how long anything is kept at all."""
