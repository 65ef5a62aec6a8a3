"""Community: how a house is linked and how a person takes their place."""
