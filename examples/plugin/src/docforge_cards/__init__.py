"""Cards of questions and answers for docforge."""
