"""Parts: who presents, discusses, brings a case, advises or takes notes, agreed from both sides."""
