"""What a reader's process may take. Standard library only: it is imported before anything else is."""

from __future__ import annotations


def limit(memory: int, cpu_seconds: int) -> None:
    """Take no more than `memory` bytes of address space and `cpu_seconds`, where the system can hold one to it."""
    try:
        import resource
    except ImportError:  # Windows: the parent still watches the clock
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
