"""What is remembered, and the only place that speaks SQL."""
