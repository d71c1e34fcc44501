"""Counting the words of a text."""

import re
from collections import Counter
from dataclasses import dataclass

WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Analysis:
    """How many words a text has, and which it uses most."""

    words: int
    distinct: int
    most_common: dict[str, int]


def analyse(text: str, top: int = 10) -> Analysis:
    """Count the words of a text, whatever their case."""
    counts = Counter(WORD.findall(text.lower()))
    return Analysis(counts.total(), len(counts), dict(counts.most_common(top)))
