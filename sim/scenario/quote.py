"""How the wait that a contact is quoted is estimated."""

from __future__ import annotations

from typing import Literal

Quote = Literal["queue_length", "last_waited", "head_of_line"]
