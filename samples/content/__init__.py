"""What the samples say: invented departments, with sums that close."""
