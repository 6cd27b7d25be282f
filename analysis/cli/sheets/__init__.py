"""Tables for people that several verbs show."""
