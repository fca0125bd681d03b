"""fazhi-check: holds what a city, county or department reports against what a published plan promised."""

__version__ = "0.1.0"
