import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.LineBasedFrameDecoder;
import java.nio.charset.StandardCharsets;

/** A peer of the fib server: Netty's line decoder on twice as many event loops as processors. */
public final class NettyFib {

  private static final class Answer extends SimpleChannelInboundHandler<ByteBuf> {

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf line) {
      String answer;
      try {
        int n = Integer.parseInt(line.toString(StandardCharsets.US_ASCII));
        answer = n < 1 || n > 45 ? "error: n must be from 1 to 45" : Long.toString(fib(n));
      } catch (NumberFormatException e) {
        answer = "error: not a number";
      }
      ByteBuf out = context.alloc().buffer(32);
      out.writeCharSequence(answer, StandardCharsets.US_ASCII);
      context.write(out.writeByte('\n'), context.voidPromise());
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
      context.flush();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      context.close();
    }
  }

  private static long fib(int n) {
    return n <= 2 ? 1 : fib(n - 1) + fib(n - 2);
  }

  public static void main(String[] args) throws InterruptedException {
    var loops = new MultiThreadIoEventLoopGroup(NioIoHandler.newFactory());
    new ServerBootstrap()
        .group(loops)
        .channel(NioServerSocketChannel.class)
        .option(ChannelOption.SO_BACKLOG, 4096)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childHandler(
            new ChannelInitializer<SocketChannel>() {
              @Override
              protected void initChannel(SocketChannel channel) {
                channel.pipeline().addLast(new LineBasedFrameDecoder(128), new Answer());
              }
            })
        .bind("127.0.0.1", Integer.parseInt(args[0]))
        .sync()
        .channel()
        .closeFuture()
        .sync();
  }
}
