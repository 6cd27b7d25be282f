"""What is known of documents beside their text: years, places, kinds, dates, issuing bodies."""
