"""How every screen is led by one button, or by a presenter clicker, and its questions are asked aloud."""
