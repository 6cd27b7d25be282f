"""What is concluded about a corpus: a folder a finding, strangers to one another."""
