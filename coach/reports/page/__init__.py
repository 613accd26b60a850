"""The ground that every page stands on: markup, a document with its paper, PDF; it knows no page."""
