"""The line composer: shaped runs, rules and a width in, lines with positions out. It knows no layout engine."""
