package org.attendancemonitor.intake;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.DelimiterBasedFrameDecoder;
import io.netty.handler.codec.MessageToByteEncoder;
import io.netty.handler.codec.MessageToMessageDecoder;
import java.util.List;
import java.util.function.Supplier;
import org.apache.camel.component.netty.ChannelHandlerFactory;
import org.apache.camel.component.netty.DefaultChannelHandlerFactory;

/**
 * MLLP's frame: 0x0B, the message, 0x1C 0x0D. The codec of camel-hl7 has no limit of its own; a
 * sender that never ends a message would fill the memory.
 */
public final class MllpFrames {
  private static final byte START = 0x0b;
  private static final byte[] END = {0x1c, 0x0d};

  private MllpFrames() {}

  /**
   * Cuts what arrives at the end of each message; closes the connection where none comes.
   *
   * @param maxBytes of one message
   */
  public static ChannelHandlerFactory frames(int maxBytes) {
    return each(
        () ->
            new DelimiterBasedFrameDecoder(maxBytes + 1, Unpooled.copiedBuffer(END)) {
              @Override
              public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
                context.close();
              }
            });
  }

  /** What lies between the start of the frame and its end; what comes before is no message. */
  public static ChannelHandlerFactory messages() {
    return each(
        () ->
            new MessageToMessageDecoder<ByteBuf>() {
              @Override
              protected void decode(
                  ChannelHandlerContext context, ByteBuf frame, List<Object> out) {
                int start = frame.bytesBefore(START);
                if (start >= 0) {
                  frame.skipBytes(start + 1);
                  out.add(ByteBufUtil.getBytes(frame));
                }
              }
            });
  }

  /**
   * One message of a connection at a time: no more is read of it before the answer, so that a
   * sender who does not wait is held up by the network and not kept in the memory.
   */
  public static ChannelHandlerFactory turns() {
    return each(
        () ->
            new ChannelDuplexHandler() {
              private int unanswered;

              @Override
              public void channelRead(ChannelHandlerContext context, Object message) {
                unanswered++;
                context.channel().config().setAutoRead(false);
                context.fireChannelRead(message);
              }

              @Override
              public void write(
                  ChannelHandlerContext context, Object answer, ChannelPromise promise) {
                // What was read along with the first is answered before more is read.
                context
                    .write(answer, promise.unvoid())
                    .addListener(
                        written -> context.channel().config().setAutoRead(--unanswered <= 0));
              }
            });
  }

  /** Frames an answer. */
  public static ChannelHandlerFactory answers() {
    return each(
        () ->
            new MessageToByteEncoder<byte[]>() {
              @Override
              protected void encode(ChannelHandlerContext context, byte[] answer, ByteBuf out) {
                out.writeByte(START).writeBytes(answer).writeBytes(END);
              }
            });
  }

  private static ChannelHandlerFactory each(Supplier<ChannelHandler> handler) {
    return new DefaultChannelHandlerFactory() {
      @Override
      public ChannelHandler newChannelHandler() {
        return handler.get();
      }
    };
  }
}
