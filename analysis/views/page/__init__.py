"""The report's page: Python reshapes a study into data; ``script/`` shows it."""
