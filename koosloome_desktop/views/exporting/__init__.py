"""The parts of the export dialog: what is chosen, what it will look like, what is missing. Qt."""
