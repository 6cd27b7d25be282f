"""How much is read at most: bounds that no honest file reaches, against those made to do harm.

Sizes that a file declares of itself are never trusted: reading stops one byte past a bound.
"""

MAX_FILE = 200 * 10**6
"""Bytes of one file: five times the longest novel, as a text."""
MAX_MEMBER = 128 * 2**20
"""Bytes of one member of an archive (and so of the text of one .docx), unpacked."""
MAX_ARCHIVE = 512 * 2**20
"""Bytes of all members of an archive together, unpacked."""
MAX_MEMBERS = 10_000
"""Members of one archive."""
MAX_RATIO = 200
"""Unpacked to packed size; text reaches 20, a run of one letter 1,000."""
RATIO_FROM = 10 * 2**20
"""Below this size a ratio does no harm, and a short repetitive member may well have it."""
