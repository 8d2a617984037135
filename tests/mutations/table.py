"""Ways in which the model could be wrong, each as a patch to its source, and the test that notices.

A mutation that no test notices is a gap in the tests. Nothing in `sim` knows of this.
"""

from __future__ import annotations

from tests.mutations.callbacks import CALLBACKS
from tests.mutations.chats import CHATS
from tests.mutations.deferred import DEFERRED
from tests.mutations.demand import DEMAND
from tests.mutations.engine import ENGINE
from tests.mutations.outcome import OUTCOME
from tests.mutations.people import PEOPLE
from tests.mutations.routing import ROUTING

MUTATIONS = (*CALLBACKS, *CHATS, *DEMAND, *ENGINE, *ROUTING, *PEOPLE, *DEFERRED, *OUTCOME)
