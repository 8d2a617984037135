"""The laws a duration can follow, as a planner writes them: `{lognormal: {mean: 4m30s, cv: 1.0}}`.

A law is a frozen page of parameters. Drawing from it is `sim.demand.distributions`' work.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from sim.scenario.values import Clock, Count, Duration, Number, OneMoment, Page, Share, Unit
from sim.units import parse_duration


def _mean_alone(value: Any) -> Any:
    return value if isinstance(value, dict | Page) else {"mean": value}


MeanAlone = BeforeValidator(_mean_alone)


def _above_zero(mean: int) -> int:
    if mean == 0:
        raise ValueError("a mean of 0s leaves nothing to vary: write {constant: 0s}, or a longer mean")
    return mean


Mean = Annotated[Duration, AfterValidator(_above_zero)]
"""What a law varies around."""


class Exponential(Page):
    """Memoryless; `{exponential: 3m}` is short for `{exponential: {mean: 3m}}`."""

    mean: Mean
    """Mean."""


class Lognormal(Page):
    """Skewed to the right, the usual shape of handle times. Spread by `cv` or by `sd`."""

    mean: Mean
    """Mean."""
    cv: Annotated[Number | None, Unit("of the mean")] = None
    """Standard deviation over mean; 1.0 where neither cv nor sd is written. Source: Brown et al. 2005 (0.7-1.3)."""
    sd: Duration | None = None
    """Standard deviation."""

    @model_validator(mode="after")
    def _one_spread(self) -> Lognormal:
        if self.cv is not None and self.sd is not None:
            raise ValueError("give the spread once: cv or sd, not both")
        return self


class Gamma(Page):
    """Mean and spread by `cv` or `sd`."""

    mean: Mean
    """Mean."""
    cv: Annotated[Number | None, Unit("of the mean")] = None
    """Standard deviation over mean; 1.0 where neither cv nor sd is written. Source: Brown et al. 2005 (0.7-1.3)."""
    sd: Duration | None = None
    """Standard deviation."""

    @model_validator(mode="after")
    def _one_spread(self) -> Gamma:
        if self.cv is not None and self.sd is not None:
            raise ValueError("give the spread once: cv or sd, not both")
        return self


class Erlang(Page):
    """The sum of k exponential stages with the given mean in all."""

    mean: Mean
    """Mean of the sum."""
    k: Annotated[Count, Field(ge=1), Unit("stages")]
    """How many stages, 1 or more."""


class Phase(Page):
    """One branch of a hyperexponential."""

    share: Share
    """How many take this branch."""
    mean: Duration
    """Mean of the branch."""


class Hyperexponential(Page):
    """More spread than exponential: by `mean` and `cv` (two branches of balanced means), or by `phases`."""

    mean: Mean | None = None
    """Mean, together with cv."""
    cv: Annotated[Number | None, Unit("of the mean")] = None
    """Standard deviation over mean, 1 or more."""
    phases: tuple[Phase, ...] | None = None
    """The branches themselves; their shares add up to 100 %."""

    @model_validator(mode="after")
    def _one_way(self) -> Hyperexponential:
        by_moments = self.mean is not None and self.cv is not None and self.phases is None
        by_phases = self.phases is not None and self.mean is None and self.cv is None
        if not by_moments and not by_phases:
            raise ValueError(
                "its spread is not said once: write mean and cv, or phases as "
                "[{share: 40%, mean: 2m}, {share: 60%, mean: 6m}]"
            )
        if self.cv is not None and self.cv < 1:
            raise ValueError("cv is below 1: for less spread write gamma or erlang")
        if self.phases is not None and abs(sum(phase.share for phase in self.phases) - 1) > 1e-9:
            raise ValueError("the shares of the phases do not add up to 100%: write shares that do")
        return self


class Weibull(Page):
    """Hazard that falls (shape below 1) or grows (above 1) with time."""

    mean: Mean
    """Mean."""
    shape: Annotated[Number, Field(gt=0)]
    """Shape; 1 is exponential."""


class Uniform(Page):
    """Evenly spread between two durations; `{uniform: {from: 2m, to: 6m}}`."""

    start: Duration = Field(alias="from")
    """Smallest."""
    to: Duration
    """Largest."""

    @model_validator(mode="after")
    def _in_order(self) -> Uniform:
        if self.to < self.start:
            raise ValueError("to is smaller than from: write the smaller one as from")
        return self


class Triangular(Page):
    """From smallest over likeliest to largest; `{triangular: {from: 2m, mode: 3m, to: 6m}}`."""

    start: Duration = Field(alias="from")
    """Smallest."""
    mode: Duration
    """Likeliest."""
    to: Duration
    """Largest."""

    @model_validator(mode="after")
    def _in_order(self) -> Triangular:
        if not self.start <= self.mode <= self.to or self.start == self.to:
            raise ValueError("from, mode and to do not grow in that order: write them from small to large")
        return self


class Mixture(Page):
    """A share of zeros, the rest by another law; `{mixture: {zero: 10%, otherwise: {exponential: 5m}}}`."""

    zero: Share
    """How many are exactly zero (for patience: leave at once if they must wait)."""
    otherwise: Law
    """The law of the rest."""


class Empirical(Page):
    """Drawn from values seen; `{empirical: {values: [50s, 2m, 7m]}}` or `{empirical: {csv: talks.csv#talk}}`.

    A CSV's column holds durations with their units, or bare numbers where `unit` names theirs."""

    values: Annotated[tuple[Duration, ...], Field(min_length=1)]
    """The values, each as likely as its count. A `csv` is read into them when the file is loaded."""


def _no_second_table(parts: dict[int, Law]) -> dict[int, Law]:
    if any(part.by_arrival is not None for part in parts.values()):
        raise ValueError("a by_arrival inside another: write one table of clocks, each with a law of its own")
    return dict(sorted(parts.items()))


def _with_unit(value: str | float) -> str:
    """A duration for a cure: as it is written, in minutes if its unit is missing, else an example."""
    for text in (str(value), f"{value}m"):
        try:
            parse_duration(text)
        except ValueError:
            continue
        return text
    return "3m"


class Law(Page):
    """How a duration varies. Exactly one of these is written."""

    exponential: Annotated[Exponential, MeanAlone] | None = None
    lognormal: Annotated[Lognormal, MeanAlone] | None = None
    gamma: Gamma | None = None
    erlang: Erlang | None = None
    hyperexponential: Hyperexponential | None = None
    weibull: Weibull | None = None
    uniform: Uniform | None = None
    triangular: Triangular | None = None
    constant: Duration | None = None
    """Always exactly this; `{constant: 5m}`."""
    mixture: Mixture | None = None
    empirical: Empirical | None = None
    by_arrival: Annotated[dict[Clock, Law], Field(min_length=1), OneMoment, AfterValidator(_no_second_table)] | None = (
        None
    )
    """Another law by the time of day at which the issue arrived (its first attempt: chance is drawn before the clock
    starts); `{by_arrival: {08:00: {exponential: 2m}, 12:00: {exponential: 3m}}}`. Each holds until the next clock, the
    last through midnight until the first. The same uniform is mapped by whichever law holds."""

    @model_validator(mode="before")
    @classmethod
    def _says_how_it_varies(cls, value: Any) -> Any:
        if isinstance(value, bool) or (isinstance(value, str) and not any(each.isdigit() for each in value)):
            raise ValueError(
                f"'{value}' does not say how it varies: write one of {', '.join(cls.model_fields)} with its numbers"
            )
        if isinstance(value, str | int | float):
            long = _with_unit(value)
            raise ValueError(
                f"it does not say how it varies: write {{exponential: {long}}}, {{lognormal: {{mean: {long}}}}} "
                f"or {{constant: {long}}}"
            )
        return value

    @model_validator(mode="after")
    def _exactly_one(self) -> Law:
        if len(self.model_fields_set) != 1:
            raise ValueError(
                "exactly one law is wanted here: write {exponential: 3m} or {lognormal: {mean: 4m30s, cv: 1.0}}"
            )
        if self.mixture is not None and self.mixture.otherwise.by_arrival is not None:
            raise ValueError("a mixture holds no by_arrival: write by_arrival, with a mixture at each clock")
        return self


Mixture.model_rebuild()


def shortest(law: Law) -> int:
    """The shortest duration that a law may give, in ms."""
    if law.by_arrival is not None:
        return min(map(shortest, law.by_arrival.values()))
    if law.mixture is not None:
        return 0 if law.mixture.zero > 0 else shortest(law.mixture.otherwise)
    if law.empirical is not None:
        return min(law.empirical.values)
    bounded = law.uniform or law.triangular
    return law.constant or 0 if bounded is None else bounded.start


def has_by_arrival(value: object) -> bool:
    """Whether a law by arrival stands anywhere in a page or a mapping."""
    if isinstance(value, Law):
        return value.by_arrival is not None
    inner = [one for _, one in value] if isinstance(value, Page) else value.values() if isinstance(value, dict) else ()
    return any(map(has_by_arrival, inner))
