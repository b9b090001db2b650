"""What follows from breaking the group's rules: notices, strikes, sanctions, and taking them back."""
