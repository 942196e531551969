"""From PDF to knowledge: ``read``, ``extract``, ``link``, ``publish``, one folder each; the types between them in ``types``."""

__version__ = "0.1.0"
