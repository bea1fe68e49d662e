package org.attendancemonitor.writeback;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;

/** The text of an answer, up to a size: what is longer fails. */
final class BoundedBody implements BodySubscriber<String> {
  private static final long LIMIT = 20_000_000;

  private final BodySubscriber<String> text = BodySubscribers.ofString(StandardCharsets.UTF_8);
  private Subscription subscription;
  private long length;

  @Override
  public CompletionStage<String> getBody() {
    return text.getBody();
  }

  @Override
  public void onSubscribe(Subscription started) {
    subscription = started;
    text.onSubscribe(started);
  }

  @Override
  public void onNext(List<ByteBuffer> parts) {
    length += parts.stream().mapToLong(ByteBuffer::remaining).sum();
    if (length > LIMIT) {
      subscription.cancel();
      text.onError(new IOException("the answer is too long"));
    } else {
      text.onNext(parts);
    }
  }

  @Override
  public void onError(Throwable failure) {
    text.onError(failure);
  }

  @Override
  public void onComplete() {
    text.onComplete();
  }
}
