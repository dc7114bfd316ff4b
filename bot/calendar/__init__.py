"""When things are due: zones, wall clocks and the moments people name. Pure."""
