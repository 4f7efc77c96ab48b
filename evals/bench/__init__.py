"""The benchmark: Article Assistant beside two ways of doing the same, in one run.

    python -m evals.bench [--data FOLDER]

All systems get the same files and the same embedding weights on the same machine, each in a
process of its own. One system is one file here; `systems` says what a system must be able
to do, `worker` measures one of them, `rounds` takes turns, `report` prints the table.
"""
