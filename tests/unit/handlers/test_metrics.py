"""Metrics in the text format that Prometheus reads."""

from handlers.metrics import Metrics


def test_counts_rise() -> None:
    metrics = Metrics()
    metrics.count("parley_deliveries_total", kind="press", outcome="ok")
    metrics.count("parley_deliveries_total", kind="press", outcome="ok")
    lines = metrics.text().splitlines()
    assert 'parley_deliveries_total{kind="press",outcome="ok"} 2' in lines
    assert "# TYPE parley_deliveries_total counter" in lines


def test_durations_fall_into_buckets_that_add_up() -> None:
    metrics = Metrics()
    for seconds in (0.0005, 0.004, 9.0):
        metrics.observe("parley_acknowledgement_seconds", seconds, kind="event")
    lines = metrics.text().splitlines()
    name = "parley_acknowledgement_seconds"
    assert f'{name}_bucket{{kind="event",le="0.001"}} 1' in lines
    assert f'{name}_bucket{{kind="event",le="0.005"}} 2' in lines
    assert f'{name}_bucket{{kind="event",le="+Inf"}} 3' in lines
    assert f'{name}_sum{{kind="event"}} 9.0045' in lines
    assert f'{name}_count{{kind="event"}} 3' in lines


def test_nothing_happened_is_an_empty_page() -> None:
    assert Metrics().text() == "\n"
