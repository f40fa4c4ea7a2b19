package org.einthoven.cli.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports on loopback. */
public final class Ports {

  private Ports() {}

  /** The port if it is free, else any free one. Another process may still take it before us. */
  public static int freePort(int preferred) throws IOException {
    try (ServerSocket socket = open(preferred)) {
      return socket.getLocalPort();
    } catch (IOException busy) {
      try (ServerSocket socket = open(0)) {
        return socket.getLocalPort();
      }
    }
  }

  private static ServerSocket open(int port) throws IOException {
    return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
  }
}
