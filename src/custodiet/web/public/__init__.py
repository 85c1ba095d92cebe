"""The pages for everyone: stored bytes of published outcomes, and nothing that could reach a name."""
