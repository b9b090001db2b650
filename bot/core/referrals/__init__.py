"""What is no matter for the police: which agency takes it, and how far it got there."""
