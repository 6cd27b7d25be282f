"""What a person looks at: tables, files, charts, the report."""
