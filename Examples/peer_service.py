"""Lists, adds and removes the peers of a WireGuard interface over HTTP. Needs to be root.

usage: peer_service.py INTERFACE SOCKET

It listens on a unix socket that only its own user can open, so that no other user and no web page
gets at it. In the address, "/" and "+" of a key are written %2F and %2B:

  curl --unix-socket SOCKET http://localhost/peers
  curl --unix-socket SOCKET http://localhost/peers/KEY -X PUT -d '["10.0.0.2/32"]'
  curl --unix-socket SOCKET http://localhost/peers/KEY -X DELETE
"""

import errno, ipaddress, json, os, pathlib, socket, socketserver, sys, threading  # noqa: E401
from http.server import BaseHTTPRequestHandler
from urllib.parse import unquote

from wgkit import DeviceUpdate, Interface, PeerUpdate, PublicKey, WouldMove


class Handler(BaseHTTPRequestHandler):
    timeout, address_string = 10, lambda self: "local"  # seconds for a slow client; for the log

    def get(self, device, key):
        wanted = [p for p in device.peers if key in (None, p.public_key)]
        return [{"key": str(p.public_key), "allowed_ips": [str(ip) for ip in p.allowed_ips],
                 "received": p.received_bytes, "sent": p.sent_bytes} for p in wanted]

    def put(self, device, key):
        networks = [ipaddress.ip_network(str(text)) for text in json.loads(self.body)]
        for peer in device.peers:
            if peer.public_key != key and not set(networks).isdisjoint(peer.allowed_ips):
                raise WouldMove(f"{peer.public_key} has one of these networks")
        change = PeerUpdate(key, allowed_ips=networks, replace_allowed_ips=True)
        interface.apply(DeviceUpdate(peers=[change]))

    def delete(self, device, key):
        device.peers.index_of(key)  # or NotFound, which is a LookupError
        interface.apply(DeviceUpdate(peers=[PeerUpdate(key, remove=True)]))

    def answer(self):
        status, work = 200, getattr(self, self.command.lower())
        try:
            size = range(65537).index(int(self.headers["Content-Length"] or 0))  # or ValueError
            self.body = self.rfile.read(size)  # while others change the device: it may take long
            where, _, name = unquote(self.path[1:]).partition("/")
            if where != "peers" or not (name or self.command == "GET"):
                raise LookupError("there is /peers and /peers/KEY")
            with changing, interface.read() as device:
                result = work(device, PublicKey(name) if name else None)
        except Exception as error:
            codes = {LookupError: 404, WouldMove: 409, (ValueError, TypeError): 400, Exception: 500}
            status = next(codes[kind] for kind in codes if isinstance(error, kind))
            result = {"error": str(error)}
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(result).encode() + b"\n")

    do_GET = do_PUT = do_DELETE = answer


interface, changing, path = Interface(sys.argv[1]), threading.Lock(), sys.argv[2]
os.umask(0o077)
probe = socket.socket(socket.AF_UNIX)
if pathlib.Path(path).is_socket() and probe.connect_ex(path) == errno.ECONNREFUSED:
    os.unlink(path)  # left by one that was killed
socketserver.ThreadingUnixStreamServer(path, Handler).serve_forever()
