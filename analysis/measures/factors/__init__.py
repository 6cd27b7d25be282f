"""Matrices taken apart: factors and their stability, an order of rows, places in the plane."""
