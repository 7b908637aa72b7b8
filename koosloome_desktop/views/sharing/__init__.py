"""Libraries that several programs share: connecting, going back to one's own, two wordings of one thing."""
