// Prints each peer of a WireGuard interface as a line: public key, endpoint, the time of the latest
// handshake in seconds since 1970, bytes received, bytes sent. Needs to be root.
//
//   c++ -std=c++11 read_device.cpp $(pkg-config --cflags --libs wgkit) -o read_device
#include <wgkit.h>

#include <iostream>
#include <memory>
#include <stdexcept>
#include <string>

namespace {

// What owns a handle frees it.
struct Free {
  void operator()(wgkit_device *device) const { wgkit_device_free(device); }
  void operator()(wgkit_error *error) const { wgkit_error_free(error); }
};
template <typename Handle> using Owned = std::unique_ptr<Handle, Free>;

// An error of the library as an exception. By reference: which argument of a call is evaluated first
// is not specified, and the pointer is set by the call that makes the status.
void check(wgkit_status status, wgkit_error *&error) {
  const Owned<wgkit_error> owned(error);
  error = nullptr;
  if (status != WGKIT_OK) throw std::runtime_error(wgkit_error_message(owned.get()));
}

Owned<wgkit_device> read(const std::string &name) {
  wgkit_device *device = nullptr;
  wgkit_error *error = nullptr;
  check(wgkit_device_read(nullptr, name.data(), name.size(), &device, &error), error);
  return Owned<wgkit_device>(device);
}

void print(const wgkit_peer &peer) {
  wgkit_error *error = nullptr;
  char key[WGKIT_KEY_TEXT_SIZE];
  char endpoint[128] = "(none)";
  check(wgkit_public_key_to_base64(&peer.public_key, key, sizeof key, nullptr, &error), error);
  if ((peer.flags & WGKIT_PEER_HAS_ENDPOINT) != 0) {
    check(wgkit_endpoint_to_text(&peer.endpoint, endpoint, sizeof endpoint, nullptr, &error), error);
  }
  std::cout << key << '\t' << endpoint << '\t' << peer.handshake_seconds << '\t'
            << peer.received_bytes << '\t' << peer.sent_bytes << '\n';
}

}  // namespace

int main(int count, char **words) try {
  const Owned<wgkit_device> device = read(count > 1 ? words[1] : "wg0");
  const wgkit_peer *peers = nullptr;
  std::size_t peer_count = 0, stride = 0;
  wgkit_error *error = nullptr;
  check(wgkit_device_peers(device.get(), &peers, &peer_count, &stride, &error), error);
  for (std::size_t i = 0; i < peer_count; i++) {
    // A newer library may have larger elements than this program's header.
    const void *place = reinterpret_cast<const char *>(peers) + i * stride;
    print(*static_cast<const wgkit_peer *>(place));
  }
  return 0;
} catch (const std::exception &error) {
  std::cerr << "read_device: " << error.what() << '\n';
  return 1;
}
