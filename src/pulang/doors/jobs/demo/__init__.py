"""The demo: published facts of two programmes of 2019 and people who do not exist, told as acts."""
