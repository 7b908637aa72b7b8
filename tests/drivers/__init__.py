"""Programs that tests, ours and others', start as processes of their own."""
