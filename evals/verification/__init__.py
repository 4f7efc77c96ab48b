"""The verifier measured by itself: sentences made faithful or wrong by rule, and what it says."""
