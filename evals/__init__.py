"""Measuring: questions are asked, what is seen is written down, and measures are taken of it.

`questions/` what is asked and what is right; `run`, `observe`, `results` asking and writing
down; `measures/`, `statistics` what it comes to; `compare`, `baseline`, `gate` against an
earlier run; `report/` for people. `tuning/` is what settings were chosen with, `bench/` other
pipelines beside this one.
"""
