"""What is made to be printed or handed on: pages out of values; it must not know how anything is decided."""
