"""The platforms: each turns payloads into events and messages into payloads, and knows no product."""
