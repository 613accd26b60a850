"""What the screens say, laid out in styled lines; what is said is decided elsewhere."""
