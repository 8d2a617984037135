"""Reference cases as a planner would write them: inputs of a fact -> a scenario's page. A builder per family."""

from __future__ import annotations

from math import sqrt
from typing import Any

Inputs = dict[str, Any]
Page = dict[str, Any]


def minutes(length: float) -> str:
    """Minutes as a duration that the scenario reads."""
    return f"{round(length * 60_000)}ms"


def exponential(rate: float) -> Page:
    """The exponential law of a rate per minute."""
    return {"exponential": minutes(1 / rate)}


def arrivals(rate: float) -> Page:
    """So many a minute, every day alike."""
    return {"per_hour": 60 * rate, "day_to_day": "0%"}


def page(queues: Page, agents: Page, **more: Any) -> Page:
    """Open round the clock, and nothing from days before the first."""
    return {"name": "Reference case", "repeats": "none", "queues": queues, "agents": agents, **more}


def one_queue(rate: float, agents: int, handle_time: Page, **more: Any) -> Page:
    """One queue, one group; `more` goes to the queue."""
    care = {"arrivals": arrivals(rate), "handle_time": handle_time, **more}
    return page({"care": care}, {"front": {"skills": ["care"], "on_queue": agents}})


def lognormal_loss(given: Inputs) -> Page:
    """Blocking does not depend on the law of the handle time: a widely spread one."""
    return one_queue(given["a"] / 10, given["n"], {"lognormal": {"mean": "10m", "cv": 1.5}}, waiting_room=0)


def constant_loss(given: Inputs) -> Page:
    """Blocking does not depend on the law of the handle time: one without spread."""
    return one_queue(given["a"] / 10, given["n"], {"constant": "10m"}, waiting_room=0)


def birth_death(given: Inputs) -> Page:
    """M/M/n, with patience where there is a theta and a waiting room where there is a K."""
    more: Page = {}
    if "theta" in given:
        more["patience"] = exponential(given["theta"])
    if "K" in given:
        more["waiting_room"] = given["K"] - given["n"]
    return one_queue(given["lam"], given["n"], exponential(given["mu"]), **more)


def lognormal_patience(given: Inputs) -> Page:
    patience = {"lognormal": {"mean": "6m30s", "cv": 1.5}}
    return one_queue(given["lam"], given["n"], exponential(given["mu"]), patience=patience)


def balking_patience(given: Inputs) -> Page:
    patience = {"mixture": {"zero": "10%", "otherwise": {"exponential": "5m"}}}
    return one_queue(given["lam"], given["n"], exponential(given["mu"]), patience=patience)


def mg1(given: Inputs) -> Page:
    mean, cv = minutes(given["ES"]), sqrt(given["cv2"])
    return one_queue(given["lam"], 1, {"gamma": {"mean": mean, "cv": cv}} if cv else {"constant": mean})


def mdn(given: Inputs) -> Page:
    return one_queue(given["lam"], given["n"], {"constant": minutes(given["D"])})


def erlang_stages(given: Inputs) -> Page:
    stages = len(given["T"])
    handle_time = {"erlang": {"mean": minutes(stages / -given["T"][0][0]), "k": stages}}
    more = {"patience": exponential(given["theta"])} if given["theta"] else {}
    return one_queue(given["lam"], given["n"], handle_time, **more)


def redials(given: Inputs) -> Page:
    redial = {"chance": given["redial_prob"], "after": exponential(given["redial_rate"]), "at_most": 60}
    return birth_death(given) | {"attempts_at_most": 61} | _care(given, redial={**redial, "patience": "fresh"})


def repeats(given: Inputs) -> Page:
    unresolved = {"chance": given["return_prob"], "comes_back": "100%", "after": {"exponential": "10m"}}
    return birth_death(given) | {"attempts_at_most": 61} | _care(given, unresolved=unresolved)


def _care(given: Inputs, **more: Any) -> Page:
    return {"queues": {"care": birth_death(given)["queues"]["care"] | more}}


def blocked_redials(given: Inputs) -> Page:
    """Nobody waits in the house; who is blocked rings again until answered."""
    again = {"chance": "100%", "after": exponential(given["retry_rate"]), "at_most": 99}
    care = {"waiting_room": 0, "redial_blocked": again}
    return one_queue(given["lam"], given["n"], exponential(given["mu"]), **care) | {"attempts_at_most": 100}


def open_ivr(given: Inputs) -> Page:
    return birth_death(given) | _care(given, self_service=_ivr(given, {"lognormal": {"mean": "90s", "cv": 1.0}}))


def ivr_on_lines(given: Inputs) -> Page:
    """So many lines for sessions, those who wait and those who talk."""
    care = {"lines": given["N_lines"], "self_service": _ivr(given, exponential(given["ivr_rate"]))}
    return one_queue(given["lam"], given["S"], exponential(given["mu"]), **care)


def _ivr(given: Inputs, lasts: Page) -> Page:
    """Everybody begins there, nobody hangs up inside, and a session in vain changes nothing."""
    no_change = {"talk": "x1", "patience": "x1"}
    return {"contained": given["containment"], "lasts": lasts, "gives_up": "0%", "on_failure": no_change}


def two_tiers(given: Inputs) -> Page:
    first = {
        "arrivals": arrivals(given["lam"]),
        "handle_time": exponential(given["mu1"]),
        "escalate": {"chance": given["escalate_prob"], "to": "expert"},
    }
    second: Page = {"arrivals": "none", "handle_time": exponential(given["mu2"])}
    if "theta1" in given:
        first["patience"], second["patience"] = exponential(given["theta1"]), exponential(given["theta2"])
    groups = {"front": (["care"], given["n1"]), "experts": (["expert"], given["n2"])}
    agents = {name: {"skills": skills, "on_queue": heads} for name, (skills, heads) in groups.items()}
    return page({"care": first, "expert": second}, agents)


def by_priority(given: Inputs) -> Page:
    """Two queues, one group whose first skill is the first queue."""
    rates = given.get("lams") or given.get("lam") or [given["lam1"], given["lam2"]]
    thetas = [given.get("theta1", given.get("theta")), given.get("theta2", given.get("theta"))]
    team = {"skills": ["first", "second"], "on_queue": given["n"]}
    return page(_two_queues(rates, [given["mu"]] * 2, thetas), {"team": team})


def specialists_and_flex(given: Inputs) -> Page:
    """The first queue tries its specialists, then the flexible group, who take the second queue first."""
    skills = {"specialists": ["first"], "flex": ["second", "first"]}
    return _two_groups(given, skills)


def two_cross_trained(given: Inputs) -> Page:
    """Each queue tries its own group, then the other; each group takes its own queue first."""
    return _two_groups(given, {"firsts": ["first", "second"], "seconds": ["second", "first"]})


def _two_groups(given: Inputs, skills: dict[str, list[str]]) -> Page:
    """A queue's handle time is that of its own group; the other's stand there where they differ."""
    rates = given.get("mu_pool_by_class") or [[given["mu"]] * 2] * 2
    patience = given["theta"]
    thetas = patience if isinstance(patience, list) else [patience, patience]
    agents: Page = {}
    for number, (name, queues) in enumerate(skills.items()):
        agents[name] = {"skills": queues, "on_queue": given["n"][number]}
        other = 1 - number
        if rates[number][other] not in (0, rates[other][other]):
            own = {"handle_time": exponential(rates[number][other])}
            agents[name]["own_times"] = {("first", "second")[other]: own}
    return page(_two_queues(given["lam"], [rates[0][0], rates[1][1]], thetas), agents)


def _two_queues(rates: list[float], services: list[float], thetas: list[float | None]) -> Page:
    return {
        name: {"arrivals": arrivals(rate), "handle_time": exponential(service)}
        | ({"patience": exponential(theta)} if theta else {})
        for name, rate, service, theta in zip(("first", "second"), rates, services, thetas, strict=True)
    }


def chats(given: Inputs) -> Page:
    """Each of j chats runs at the rate of all together over j, against that of one alone."""
    total = given["total_rate_by_active_chats"]
    speed = {j: rate / j / total[1] for j, rate in enumerate(total) if j > 1}
    care = {"channel": "chat", "arrivals": arrivals(given["lam"]), "handle_time": exponential(total[1])}
    team = {"skills": ["care"], "on_queue": given["n"], "chats": {"at_once": given["max_concurrency"], "speed": speed}}
    return page({"care": {**care, "patience": exponential(given["theta"])}}, {"front": team})


def callbacks(given: Inputs) -> Page:
    callback = {
        "offer_when_waiting": given["k"],
        "accepted_by": given["accept_prob"],
        "keeps_place": False,
        "reserve": given["reserve_m"],
        "picks_up": "100%",
    }
    care = {"patience": exponential(given["theta"]), "callback": callback}
    return one_queue(given["lam"], given["s"], exponential(given["mu"]), **care)


def half_hours(given: Inputs) -> Page:
    """A day from empty with a rate and a head count for each half-hour."""
    clocks = [f"{at // 2:02d}:{at % 2 * 30:02d}" for at in range(len(given["lam_by_interval"]))]
    care = {
        "arrivals": {
            "per_hour": {clock: 60 * rate for clock, rate in zip(clocks, given["lam_by_interval"], strict=True)},
            "day_to_day": "0%",
        },
        "handle_time": exponential(given["mu"]),
        "patience": exponential(given["theta"]),
    }
    heads = dict(zip(clocks, given["s_by_interval"], strict=True))
    closes = f"{len(clocks) // 2:02d}:00"
    return page({"care": care}, {"front": {"skills": ["care"], "on_queue": heads}}, open=f"00:00-{closes}")


def eight_hours(given: Inputs) -> Page:
    """One queue from empty, closed after so many hours and served out."""
    return birth_death(given) | {"open": f"00:00-{given['hours']:02d}:00"}


def busy_days(given: Inputs) -> Page:
    """A rate and a head count an hour, a busyness factor a day; the last hour's agents serve out who is inside."""
    clocks = [f"{given['opens'] + at:02d}:00" for at in range(len(given["agents"]))]
    care = {
        "arrivals": {
            "per_hour": dict(zip(clocks, given["arrivals_per_hour"], strict=True)),
            "day_to_day": f"{100 / sqrt(given['busyness_shape']):.10f}%",
        },
        "handle_time": exponential(60 / given["service_s"]),
        "patience": {
            "mixture": {"zero": f"{given['zero_patience']:.0%}", "otherwise": exponential(60 / given["patience_s"])}
        },
    }
    heads = dict(zip(clocks, given["agents"], strict=True))
    closes = f"{given['opens'] + len(clocks):02d}:00"
    return page({"care": care}, {"front": {"skills": ["care"], "on_queue": heads}}, open=f"{clocks[0]}-{closes}")


def three_queues_by_period(given: Inputs) -> Page:
    """Whoever frees takes the longest wait; a contact of the middle queue tries the first group first."""
    clocks = [f"{period * given['period_hours']:02d}:00" for period in range(len(given["mu"]))]

    def by_period(rates: list[float]) -> Page:
        return {"by_arrival": {clock: exponential(rate) for clock, rate in zip(clocks, rates, strict=True)}}

    def by_clock(values: list[float], times: int) -> Page:
        return {clock: times * value for clock, value in zip(clocks, values, strict=True)}

    day_to_day = f"{100 / sqrt(given['busyness_shape']):.10f}%"
    work = {"handle_time": by_period(given["mu"]), "patience": by_period(given["theta"])}
    names = ["first", "second", "third"]
    queues = {
        name: {"arrivals": {"per_hour": by_clock(rates, 60), "day_to_day": day_to_day}, **work}
        for name, rates in zip(names, given["lam"], strict=True)
    }
    agents = {
        name: {"skills": [names[skill] for skill in skills], "next_contact": "longest_wait", "on_queue": by_clock(n, 1)}
        for name, skills, n in zip(("one", "two"), given["skills"], given["n"], strict=True)
    }
    return page(queues, agents, open=f"00:00-{len(clocks) * given['period_hours']:02d}:00")
