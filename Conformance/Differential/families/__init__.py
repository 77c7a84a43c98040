"""The families of programs: each a function that takes a Chooser and gives the body of a program, or a dictionary of

    body    the statements
    zone    the time zone to run in; otherwise UTC
    needs   an expression that is true in a node that has what the program uses
    alone   True for a program that may be an early error, which would end the programs beside it
"""

from families import arrays, buffers, classes, dates, destructuring, expressions, json_texts, keyed_collections, numbers, objects, regexps, scopes, sequences, statements, strings, syntax

FAMILIES = {}
for module in (arrays, buffers, classes, dates, destructuring, expressions, json_texts, keyed_collections, numbers, objects, regexps, scopes, sequences, statements, strings, syntax):
    FAMILIES.update(module.FAMILIES)

# How often a family is chosen; 1 if it is not here.
WEIGHTS = {"statements": 5, "expressions": 3, "regexps": 2, "generators": 2, "destructuring": 2, "scopes": 2, "arrays": 2, "strings": 2, "classes": 2, "shapes": 3, "elements": 3, "texts": 2, "arithmetic": 3}
