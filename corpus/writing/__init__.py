"""How Chinese is written: numbers, lines, sentences, titles. Splitting and outlining both ask."""
