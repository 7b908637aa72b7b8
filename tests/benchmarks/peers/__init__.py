"""Programs that people use for the same, where they are installed: never a dependency, measured when they are there."""
