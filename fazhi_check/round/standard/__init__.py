"""An office's own standard (测评标准): what it says, what is wrong with it, and the points that units have by it."""
