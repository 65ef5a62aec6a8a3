"""The few sentences the Slack adapter itself says; everything else a person reads comes from the product."""

CLOSE = "Close"
CANCEL = "Cancel"
MODAL_TITLE = "Convener"
OPEN_FORM = "Open the form"
SORRY = "Something went wrong on my side, and I have made a note of it. Please try again in a minute."
NOT_INSTALLED = "I am no longer installed here. Please ask whoever manages your Slack apps to add me again."
WORKING = "One moment, this takes longer than usual …"
DONE = "Done."

INSTALLED_TITLE = "Convener is installed"
INSTALLED = (
    "Convener is now part of {team}. Go back to Slack and write /cop: it says how to link this workspace to your "
    "community. You can close this page."
)
INSTALL_FAILED_TITLE = "Convener was not installed"
INSTALL_DENIED = "Slack says that the installation was not approved. Nothing was stored."
INSTALL_STALE = "This link was opened too late, twice, or in another browser. Please start again."
INSTALL_REFUSED = "Slack did not accept the installation. Please start again."
INSTALL_AGAIN = "Start again"


def left_out(blocks: int) -> str:
    """What stands at the end of a message that is longer than Slack allows."""
    return f"… and {blocks} more parts that do not fit into one message."
