"""The commands that write pages to print and to hand on."""
