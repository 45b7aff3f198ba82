"""Claims to incidents: which claims speak of one event, who really said it first, and where they differ.

``link`` is the verb; ``explain`` says why pairs were or were not linked; ``predict_origins`` and ``predict_accord`` serve
the evaluation door.
"""

from saidso.link.incidents import explain, link
from saidso.link.predict import predict_accord, predict_origins

__all__ = ["explain", "link", "predict_accord", "predict_origins"]
