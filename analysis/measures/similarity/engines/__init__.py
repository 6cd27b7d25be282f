"""The same counts by two engines: plain NumPy, and compiled kernels."""
