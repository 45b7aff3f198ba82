"""Messages of the rooms below, when they hold what somebody sent."""

from __future__ import annotations

import time

from saidso.show.web.frame.messages import message_in


def test_a_long_message_is_shown_as_it_was_said() -> None:
    """To look for the shapes of our sentences in ten thousand letters would hold the whole server for minutes."""
    said = 'codebook: <" decided at x that claims of these are y: z. "' * 200
    began = time.process_time()
    assert message_in("ar", said) == said
    assert time.process_time() - began < 1
