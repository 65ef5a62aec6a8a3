"""The product: what a community of practice does. It has never heard of a chat platform."""
