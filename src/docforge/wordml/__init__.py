"""What Word's files mean, for whoever reads them: relationships, style chains, the counting of lists.

Read from the standard (ECMA-376); the writers have tables of their own, so that a proof does not repeat their mistakes.
"""
