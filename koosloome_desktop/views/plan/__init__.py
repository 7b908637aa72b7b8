"""An action plan on the screen: the page, its views over the same rows, cells and words."""
