"""What was read or found as files that others read: tables, workbooks, pages, networks, TEI."""
