"""The report for a clinician, as HTML, PDF or Markdown of the same blocks; it must not count anything itself."""
