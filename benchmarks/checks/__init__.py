"""What the checks catch of errors planted into our samples, and what a second reading repairs."""
