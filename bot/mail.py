"""Mail addresses, as people type them."""

from email_validator import EmailNotValidError, validate_email

LONGEST = 254
"""Characters (RFC 5321, 4.5.3.1.3, as its erratum 1690 reads it)."""


def mail_address(text: str) -> str | None:
    """The address in this text in small letters, or None where it is none. Nobody is asked whether it exists."""
    try:
        return validate_email(text.strip(), check_deliverability=False).normalized.casefold()
    except EmailNotValidError:
        return None
