"""How fast what is due goes out, against a bare loop of slack_sdk and against two queues made for PostgreSQL."""
