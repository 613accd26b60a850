"""The full screen: draws values and passes on keys; it must not know rules, timing, files or sound."""
