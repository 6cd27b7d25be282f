"""PDF in parts: fonts that it does not bring, and where its words stand on the page."""
