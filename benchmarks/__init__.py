"""What one click costs, measured side by side with the stock frameworks: `make bench`. README.md says how."""
