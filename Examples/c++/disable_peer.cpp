// Makes comments of a peer's lines in a configuration file, or gives them back byte for byte when it is
// disabled already. The rest of the file stays as it is.
//
//   c++ -std=c++11 disable_peer.cpp $(pkg-config --cflags --libs wgkit) -o disable_peer
//   ./disable_peer /etc/wireguard/wg0.conf PUBLIC-KEY
#include <wgkit.h>

#include <iostream>
#include <memory>
#include <stdexcept>
#include <string>

namespace {

// What owns a handle frees it.
struct Free {
  void operator()(wgkit_document *document) const { wgkit_document_free(document); }
  void operator()(wgkit_file *file) const { wgkit_file_free(file); }
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

void toggle(const std::string &path, const std::string &text) {
  const std::uint32_t patience = WGKIT_FILE_USUAL_PATIENCE;
  wgkit_error *error = nullptr;
  wgkit_public_key key;
  check(wgkit_public_key_from_base64(text.data(), text.size(), &key, &error), error);

  wgkit_file *read = nullptr;
  check(wgkit_file_read(path.data(), path.size(), 0, 0, patience, &read, &error), error);
  const Owned<wgkit_file> file(read);

  wgkit_document *parsed = nullptr;
  check(wgkit_file_parse(file.get(), WGKIT_DIALECT_WG_QUICK, &parsed, &error), error);
  const Owned<wgkit_document> document(parsed);

  const bool enabled = wgkit_document_enable_peer(document.get(), &key, nullptr) == WGKIT_OK;
  if (!enabled) check(wgkit_document_disable_peer(document.get(), &key, &error), error);
  // Given the file that was read, it refuses when somebody else has written it since.
  check(wgkit_file_write_document(path.data(), path.size(), 0, document.get(), file.get(), patience,
                                  &error),
        error);
  std::cout << (enabled ? "enabled\n" : "disabled\n");
}

}  // namespace

int main(int count, char **words) try {
  if (count != 3) {
    std::cerr << "usage: disable_peer FILE PUBLIC-KEY\n";
    return 2;
  }
  toggle(words[1], words[2]);
  return 0;
} catch (const std::exception &error) {
  std::cerr << "disable_peer: " << error.what() << '\n';
  return 1;
}
