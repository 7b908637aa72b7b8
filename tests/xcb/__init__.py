"""Keys on a real X server."""
