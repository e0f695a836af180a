"""Read finished files back and prove that they hold what the model holds. Shares no code with the writers."""

from docforge.verify.files import Row, Verdict, facts_beside, facts_path, load_facts, verify_files

__all__ = ["Row", "Verdict", "facts_beside", "facts_path", "load_facts", "verify_files"]
