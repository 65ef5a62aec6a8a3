"""A community and its programme from a file: read, checked, compared, applied."""
