"""Random choices that depend on nothing but a text: not on the hash of strings, and not on Python's version, because only
`random()`, whose sequence Python guarantees, is drawn from."""

import random


class Chooser:
    def __init__(self, key):
        self._random = random.Random(key).random

    def below(self, count):
        return int(self._random() * count)

    def between(self, low, high):
        """An integer, both ends included."""
        return low + int(self._random() * (high - low + 1))

    def chance(self, probability):
        return self._random() < probability

    def one(self, choices):
        return choices[self.below(len(choices))]

    def weighted(self, choices):
        """One of the values of (weight, value) pairs."""
        point = self._random() * sum(weight for weight, _ in choices)
        for weight, value in choices:
            point -= weight
            if point < 0:
                return value
        return choices[-1][1]

    def some(self, choices, low, high):
        """Between low and high of the choices, with repetition."""
        return [self.one(choices) for _ in range(self.between(low, high))]

    def shuffled(self, choices):
        result = list(choices)
        for last in range(len(result) - 1, 0, -1):
            other = self.below(last + 1)
            result[last], result[other] = result[other], result[last]
        return result

    def bits(self, count):
        value = 0
        for _ in range((count + 15) // 16):
            value = value << 16 | self.below(1 << 16)
        return value & ((1 << count) - 1)
