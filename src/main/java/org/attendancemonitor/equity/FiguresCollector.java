package org.attendancemonitor.equity;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Publishes the newest release and the live figures to Prometheus. A scrape reads one reference to
 * values that never change, so it sees one moment and costs the same whatever the history.
 */
public final class FiguresCollector implements MultiCollector {
  private final Map<String, String> services;
  private final AtomicReference<Published> published;

  private record Published(List<MetricSnapshot> released, List<MetricSnapshot> live) {
    MetricSnapshots all() {
      List<MetricSnapshot> all = new ArrayList<>(released);
      all.addAll(live);
      return new MetricSnapshots(all);
    }
  }

  /**
   * @param services names by key, of {@code services.yaml} and {@code unmapped}; each has live
   *     figures from the start
   */
  public FiguresCollector(Map<String, String> services) {
    this.services = Map.copyOf(services);
    this.published =
        new AtomicReference<>(
            new Published(List.of(), LiveFamilies.snapshots(LiveFigures.NONE, this.services)));
  }

  /** Publishes a release in place of the one before, all at once. */
  public void publish(Release release) {
    List<MetricSnapshot> released = ReleasedFamilies.of(release).snapshots();
    published.updateAndGet(before -> new Published(released, before.live()));
  }

  /** Publishes live figures in place of those before, all at once. */
  public void publish(LiveFigures figures) {
    List<MetricSnapshot> live = LiveFamilies.snapshots(figures, services);
    published.updateAndGet(before -> new Published(before.released(), live));
  }

  @Override
  public MetricSnapshots collect() {
    return published.get().all();
  }
}
