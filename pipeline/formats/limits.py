"""How much of a file that came from somebody else is taken: time, memory, size and depth. Each limit is named in the message of whoever meets it.

Those of packages stand in `package.py`, those of XML in `parse.py`. A real form has 40 KB and is read in a hundredth of a second.
"""

from .package import MAX_FILE

FILE = MAX_FILE  #: bytes of one file, also of one inside a mail or an archive
SECONDS = 20  #: to read one file, on the clock
MEMORY = 768 * 2**20  #: bytes of address space of the process that reads; not capped on Windows and macOS, which have no such limit
ANSWER = 64 * 2**20  #: bytes that the reading process may say of one file
CONTAINED = 60 * 2**20  #: bytes that a mail or an archive may hold, decoded and inflated, all of its files together
START = 60  #: seconds until a reading process must be ready
WORKERS = 2  #: reading processes at once
SERVED = 100  #: files after which a reading process is replaced, so that what one leaves behind does not gather
MAILBOX = 2_000  #: files of one collection, and files inside one mail or archive
FOLDERS = 20  #: folders inside folders
ZIP_LEVELS = 2  #: an archive, and an archive in it
MAIL_LEVELS = 5  #: a mail, and mails attached to mails
MAIL_PARTS = 200  #: parts of one mail
MAIL_DEPTH = 10  #: multiparts inside multiparts of one mail; mail programs write up to six
MAIL_LINES = 600_000  #: lines of one mail; 25 MB of base64 have 345,000
MAIL_TEXT = 100_000  #: characters of a mail's own text that are given
LOGO = 64 * 2**10  #: bytes of a picture in a mail's text that is taken for a logo
NAME = 150  #: characters of a file's name that are shown


def megabytes(limit: int) -> str:
    """A limit as it is said: `25 MB`."""
    return f"{limit // 2**20} MB"
