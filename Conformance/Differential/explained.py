"""The differences that are no errors, each by a rule with its reason. A rule looks at one line of output of each engine."""

import re
from dataclasses import dataclass
from typing import Callable


@dataclass
class Rule:
    reason: str
    families: tuple
    holds: Callable[[str, str], bool]


def without_zone_names(line):
    return re.sub(r" \([^()]*\)", "", line)


RULES = [
    Rule(
        "the name of a time zone is the implementation's choice (sec-timezoneestring)", ("date-fields", "dates"),
        lambda expected, actual: without_zone_names(expected) == without_zone_names(actual)),
]



def reason(family, expected, actual):
    """Why this difference is not an error, or None."""
    for rule in RULES:
        if family in rule.families and rule.holds(expected, actual):
            return rule.reason
    return None
