"""What a reader makes of an answer."""

from enum import StrEnum


class Rating(StrEnum):
    """Whether an answer, or a refusal, was the right one."""

    RIGHT = "right"
    WRONG = "wrong"
