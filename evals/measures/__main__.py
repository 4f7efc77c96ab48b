"""All measures as a Markdown table, for the documentation: `python -m evals.measures`."""

from evals.measures import GROUPS, MEASURES, Measure


def markdown() -> str:
    """A table for each group: name, formula, source and key."""
    return "\n\n".join(
        "\n".join(
            [
                f"### {group.capitalize()}",
                "",
                "| measure | what it is | better | source | key |",
                "| --- | --- | --- | --- | --- |",
                *(_row(one) for one in MEASURES if one.group == group),
            ]
        )
        for group in GROUPS
    )


def _row(one: Measure) -> str:
    better = "more" if one.more_is_better else "less"
    cells = (one.title, one.formula, better, one.source, f"`{one.key}`")
    # A bar would end a cell, and a star would begin to slant.
    written = (cell.replace("|", r"\|").replace("*", r"\*") for cell in cells)
    return f"| {' | '.join(written)} |"


if __name__ == "__main__":
    print(markdown())
