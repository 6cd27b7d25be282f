"""The verbs, one file each, loaded when one is asked for."""
