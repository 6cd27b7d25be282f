"""Drawings: functions of a table that draw into an ``ax`` and return it; they compute nothing.

Each module draws one kind of chart; :mod:`~analysis.drawings.style` makes them look alike,
:mod:`~analysis.drawings.fonts` finds a Chinese font, :mod:`~analysis.drawings.labels` shortens
names, and :mod:`~analysis.drawings.picture` is what a finding's ``plot()`` gives.
"""
