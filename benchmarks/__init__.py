"""Measured claims of the project; `make bench` runs them all."""
