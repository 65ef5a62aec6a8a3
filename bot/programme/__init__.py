"""Programme: planning sessions, announcing them, moving, cancelling and closing."""
