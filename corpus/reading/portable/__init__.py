"""PDF in parts: what PDFium sees on the pages (in a process of its own), and where words stand.

What runs in that process imports neither the model nor NumPy: so it starts in a tenth of a second.
"""
