"""A server of one file on 127.0.0.1: ranges, an entity tag, a count of the bytes that left, and mishaps on demand."""

import os
import re
import socket
import threading

CHUNK = 1 << 18


class FileServer:
    def __init__(self, file):
        self.file = os.open(file, os.O_RDONLY)
        self.size = os.fstat(self.file).st_size
        self.served = 0
        # (bytes served in all, what to do then): after it the connection is closed
        self.mishaps = []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.listener.getsockname()[1]}/recording.mp4"
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while True:
            connection, _ = self.listener.accept()
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection):
        with connection:
            reader = connection.makefile("rb")
            try:
                while self._answer(connection, reader):
                    pass
            except OSError:
                pass  # the client went away

    def _answer(self, connection, reader):
        """One request; whether another may follow on this connection."""
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            line = reader.readline()
            if not line:
                return False
            head += line
        wanted = re.search(rb"^range: bytes=(\d+)-(\d*)", head, re.IGNORECASE | re.MULTILINE)
        first = int(wanted[1]) if wanted else 0
        last = int(wanted[2]) if wanted and wanted[2] else self.size - 1
        status = "206 Partial Content" if wanted else "200 OK"
        lines = [f"HTTP/1.1 {status}", 'ETag: "bench"', "Content-Type: video/mp4", f"Content-Length: {last + 1 - first}"]
        if wanted:
            lines.append(f"Content-Range: bytes {first}-{last}/{self.size}")
        connection.sendall("\r\n".join([*lines, "", ""]).encode())
        while first <= last:
            sent = os.sendfile(connection.fileno(), self.file, first, min(CHUNK, last + 1 - first))
            first += sent
            self.served += sent
            if self.mishaps and self.served >= self.mishaps[0][0]:
                mishap = self.mishaps.pop(0)[1]
                if mishap:
                    mishap()
                connection.shutdown(socket.SHUT_RDWR)
                return False
        return True
