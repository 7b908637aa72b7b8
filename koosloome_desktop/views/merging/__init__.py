"""Teams' files that become one workshop: shown first, then united in one step."""
