"""Plots as SVG, drawn here: an interval, a curve, a reliability diagram, bars.

They hold no colours; page.css gives each class its own in light and in dark. Each plot says in
its label what it shows, for those who can't see it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from evals.measures.abstention import CurvePoint, ReliabilityBin

WIDTH, HEIGHT = 400, 290
_LEFT, _RIGHT, _TOP, _BOTTOM = 48, 12, 14, 44
_FIRST = 0.05


@dataclass(frozen=True, slots=True)
class _Frame:
    """The plotting area: x from 0 to 1, y from 0 to `top`."""

    top: float = 1.0

    def x(self, share: float) -> str:
        return _px(_LEFT + share * (WIDTH - _LEFT - _RIGHT))

    def y(self, value: float) -> str:
        return _px(HEIGHT - _BOTTOM - value / self.top * (HEIGHT - _TOP - _BOTTOM))

    def axes(self, below: str, beside: str) -> list[Markup]:
        """Grid lines with their shares, and the names of both axes."""
        parts = []
        for fifth in range(6):
            share = fifth / 5
            x, y = self.x(share), self.y(share * self.top)
            parts.append(_line("grid", _px(_LEFT), y, _px(WIDTH - _RIGHT), y))
            parts.append(_text(_px(_LEFT - 6), y, f"{share * self.top:.0%}", "end", "0.32em"))
            parts.append(_text(x, _px(HEIGHT - _BOTTOM), f"{share:.0%}", "middle", "1.4em"))
        parts.append(_text(_px(WIDTH / 2 + 16), _px(HEIGHT - 6), below, "middle", css="axis"))
        turned = Markup('<text class="axis" text-anchor="middle" transform="{}">{}</text>')
        middle = f"translate(10 {(HEIGHT - _BOTTOM + _TOP) / 2:g}) rotate(-90)"
        return [*parts, turned.format(middle, beside)]


def interval(
    value: float, low: float, high: float, before: float | None = None, furthest: float = 1.0
) -> Markup:
    """A figure as a dot on a line from 0 to `furthest`, with its interval; `before` as a tick."""
    x0, x1, x = (4 + 112 * min(max(part / furthest, 0), 1) for part in (low, high, value))
    parts = [
        _line("track", "4", "8", "116", "8"),
        _line("whisker", _px(x0), "8", _px(x1), "8"),
        Markup('<circle class="dot" cx="{}" cy="8" r="3.5"/>').format(_px(x)),
    ]
    if before is not None:
        at = _px(4 + 112 * min(max(before / furthest, 0), 1))
        parts.append(_line("before", at, "1", at, "15"))
    return Markup('<svg class="interval" viewBox="0 0 120 16" aria-hidden="true">{}</svg>').format(
        Markup().join(parts)
    )


def risk_coverage(
    curve: Sequence[CurvePoint], threshold: float, before: Sequence[CurvePoint] = ()
) -> Markup:
    """How many of the answers given are wrong if only the surest questions are answered."""
    # Among the very first answers one more or less is a jump that would only flatten the rest.
    shown, earlier = ([one for one in some if one.coverage >= _FIRST] for some in (curve, before))
    worst = max((point.risk for point in [*shown, *earlier]), default=1.0)
    frame = _Frame(top=next(top for top in (0.1, 0.25, 0.5, 1.0) if worst <= top))
    parts = frame.axes("answered, of all questions", "wrong, of those answered")
    said = "Risk and coverage."
    for css, points in (("curve-before", earlier), ("curve", shown)):
        if points:
            parts.append(_path(css, frame, points))
    chosen = at_threshold(curve, threshold)
    if chosen:
        parts += _chosen(frame, chosen, threshold)
        said += (
            f" At the threshold {threshold:.2f}, {chosen.coverage:.0%} of the questions are "
            f"answered and {chosen.risk:.0%} of these answers are wrong."
        )
    return _svg("plot", said, parts)


def at_threshold(curve: Sequence[CurvePoint], threshold: float) -> CurvePoint | None:
    """The point of the curve that a threshold comes to; None if nothing would be answered."""
    return next((point for point in reversed(curve) if point.threshold >= threshold), None)


def _chosen(frame: _Frame, chosen: CurvePoint, threshold: float) -> list[Markup]:
    risk = min(chosen.risk, frame.top)
    x, y = frame.x(chosen.coverage), frame.y(risk)
    side, anchor = (-9, "end") if chosen.coverage > 0.5 else (9, "start")
    words = f"threshold {threshold:.2f}", f"{chosen.coverage:.0%} answered"
    above = risk < 0.8 * frame.top
    return [
        _line("lead", x, y, x, frame.y(0)),
        Markup('<circle class="chosen" cx="{}" cy="{}" r="5"/>').format(x, y),
        *(
            _text(_px(float(x) + side), y, one, anchor, f"{shift:g}em", css="note")
            for one, shift in zip(words, (-2, -0.8) if above else (1.4, 2.6), strict=True)
        ),
    ]


def reliability(bins: Sequence[ReliabilityBin]) -> Markup:
    """Whether documents answer as often as a given confidence says that they do."""
    frame = _Frame()
    parts = frame.axes("confidence", "answerable, of these")
    parts.append(_line("ideal", frame.x(0), frame.y(0), frame.x(1), frame.y(1)))
    most = max((one.n for one in bins), default=1)
    dot = Markup('<circle class="bin" cx="{}" cy="{}" r="{}"/>')
    for one in bins:
        x, y = frame.x(one.confidence), frame.y(one.answerable)
        radius = 3 + 6 * (one.n / most) ** 0.5
        parts.append(_line("miss", x, y, x, frame.y(one.confidence)))
        parts.append(dot.format(x, y, _px(radius)))
        under = one.answerable > 0.9
        beside = float(y) + (radius + 12 if under else -radius - 4)
        parts.append(_text(x, _px(beside), str(one.n), "middle", css="note"))
    said = "; ".join(
        f"{one.confidence:.2f}: {one.answerable:.0%} answerable, n = {one.n}" for one in bins
    )
    return _svg("plot", f"Confidence and share answerable, by bins. {said}.", parts)


def latency(stages: Mapping[str, tuple[float, float]]) -> Markup:
    """A bar for half of the questions and a paler one for 95 % of them, for each stage."""
    row, longest = 46, max((slow for _, slow in stages.values()), default=0.0) or 1.0
    parts, said = [], []
    bar = Markup('<rect class="{}" x="0" y="{}" width="{}" height="10" rx="2"/>')
    for number, (name, (median, slow)) in enumerate(stages.items()):
        y = 16 + number * row
        words = f"p50 {milliseconds(median)} · p95 {milliseconds(slow)}"
        parts.append(_text("0", _px(y), name, "start", css="axis"))
        parts.append(_text(_px(WIDTH), _px(y), words, "end"))
        for css, seconds in (("p95", slow), ("p50", median)):
            parts.append(bar.format(css, _px(y + 7), _px(max(WIDTH * seconds / longest, 1))))
        said.append(f"{name}: {words}")
    return _svg("plot", f"Time by stage. {'; '.join(said)}.", parts, max(row * len(stages), 1))


def milliseconds(seconds: float) -> str:
    """A time as people read it: 3.2 ms, 120 ms, 4.1 s."""
    if seconds >= 1:
        return f"{seconds:.1f} s"
    if seconds < 0.00005:
        return "< 0.1 ms"
    return f"{seconds * 1000:.1f} ms" if seconds < 0.01 else f"{seconds * 1000:.0f} ms"


def _svg(css: str, said: str, parts: Sequence[Markup], height: float = HEIGHT) -> Markup:
    return Markup('<svg class="{}" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>').format(
        css, WIDTH, _px(height), said, Markup().join(parts)
    )


def _path(css: str, frame: _Frame, points: Sequence[CurvePoint]) -> Markup:
    places = " ".join(
        f"{frame.x(point.coverage)},{frame.y(min(point.risk, frame.top))}" for point in points
    )
    return Markup('<polyline class="{}" points="{}"/>').format(css, places)


def _line(css: str, x1: str, y1: str, x2: str, y2: str) -> Markup:
    return Markup('<line class="{}" x1="{}" y1="{}" x2="{}" y2="{}"/>').format(css, x1, y1, x2, y2)


def _text(x: str, y: str, words: str, anchor: str, dy: str = "0", css: str = "tick") -> Markup:
    shape = Markup('<text class="{}" x="{}" y="{}" dy="{}" text-anchor="{}">{}</text>')
    return shape.format(css, x, y, dy, anchor, words)


def _px(length: float) -> str:
    return f"{length:.1f}".removesuffix(".0")
