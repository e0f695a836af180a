"""How much CPU time and memory docforge needs: ``python -m bench`` from the checkout."""
