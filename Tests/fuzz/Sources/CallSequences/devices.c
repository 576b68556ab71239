#include <unistd.h>

#include "sequence.h"

static const char *const key_texts[] = {
    "cAdtCnMYpX08FsFyUbJmRd9ML4frwJkqsXf7pR25LGo=", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
    "yAnz5TF+lXXJte14tji3zlMNq+hd2rYUIgJBgB3fBmk=", "cAdtCnMYpX08FsFyUbJmRd9ML4frwJkqsXf7pR25LG=="};

void call_keys(calls *c, uint8_t which) {
  wgkit_private_key private_keys[4];
  wgkit_public_key public_keys[4];
  wgkit_preshared_key preshared;
  memset(private_keys, 0, sizeof private_keys);
  switch (which % 10) {
    case 0: {
      void *at_private = result(c, private_keys), *at_public = result(c, public_keys);
      CALL(wgkit_keypair_generate(
          (wgkit_private_key *)at_private, (wgkit_public_key *)at_public, at));
      break;
    }
    case 1: {
      const void *from = key(c);
      void *to = result(c, public_keys);
      CALL(wgkit_public_key_derive(
          (const wgkit_private_key *)from, (wgkit_public_key *)to, at));
      break;
    }
    case 2: {
      uint8_t count = byte(c);
      CALL(wgkit_keypairs_generate(
          count < 0xf0 ? count % 5 : (size_t)SIZE_MAX - count, private_keys, public_keys, at));
      break;
    }
    case 3: {
      void *to = result(c, &preshared);
      CALL(wgkit_preshared_key_generate((wgkit_preshared_key *)to, at));
      break;
    }
    case 4:
    case 5:
    case 6: {
      const void *from = key(c);
      struct buffer out;
      begin_buffer(c, &out);
      CALL(
          which % 10 == 4 ? wgkit_public_key_to_base64(
                                (const wgkit_public_key *)from, out.bytes, out.capacity,
                                out.size_at, at)
          : which % 10 == 5 ? wgkit_private_key_expose_base64(
                                  (const wgkit_private_key *)from, out.bytes, out.capacity,
                                  out.size_at, at)
                            : wgkit_preshared_key_expose_base64(
                                  (const wgkit_preshared_key *)from, out.bytes, out.capacity,
                                  out.size_at, at));
      end_buffer(&out, status);
      break;
    }
    default: {
      struct text from = text(c, key_texts, 4);
      void *to = result(c, private_keys);
      CALL(
          which % 10 == 7   ? wgkit_public_key_from_base64(
                                  from.bytes, from.length, (wgkit_public_key *)to, at)
          : which % 10 == 8 ? wgkit_private_key_from_base64(
                                  from.bytes, from.length, (wgkit_private_key *)to, at)
                            : wgkit_preshared_key_from_base64(
                                  from.bytes, from.length, (wgkit_preshared_key *)to, at));
      end_text(from);
    }
  }
  wgkit_secret_wipe(private_keys, sizeof private_keys);
}

static const char *const address_texts[] = {
    "192.0.2.1", "2001:db8::1", "10.0.0.0/8", "fd00::/64", "192.0.2.1:51820", "[fe80::1%3]:1",
    "vpn.example.org:51820", "wgfuzz0"};

void call_addresses(calls *c, uint8_t which) {
  union {
    wgkit_address address;
    wgkit_prefix prefix;
    wgkit_endpoint endpoint;
    wgkit_interface_name name;
    uint8_t bytes[32];
  } it;
  size_t index;
  memset(&it, 0, sizeof it);
  if (which % 8 < 5) {
    struct text from = text(c, address_texts, sizeof address_texts / sizeof address_texts[0]);
    void *to = result(c, &it);
    CALL(
        which % 8 == 0 ? wgkit_address_from_text(from.bytes, from.length, (wgkit_address *)to, at)
        : which % 8 == 1 ? wgkit_prefix_from_text(from.bytes, from.length, (wgkit_prefix *)to, at)
        : which % 8 == 2 ? wgkit_endpoint_from_text(from.bytes, from.length, (wgkit_endpoint *)to, at)
        : which % 8 == 3 ? wgkit_endpoint_resolve(from.bytes, from.length, (wgkit_endpoint *)to, at)
                         : wgkit_interface_name_from_text(
                               from.bytes, from.length, (wgkit_interface_name *)to, at));
    end_text(from);
  } else {
    struct buffer out;
    begin_buffer(c, &out);
    void *from = result(c, &it);
    for (index = 0; index < sizeof it; index++) it.bytes[index] = byte(c);
    if (which >= 0x40) it.bytes[which % 8 == 7 ? 22 : 16] = which % 2 ? 4 : 6;
    CALL(
        which % 8 == 5 ? wgkit_address_to_text(
                             (const wgkit_address *)from, out.bytes, out.capacity, out.size_at, at)
        : which % 8 == 6 ? wgkit_prefix_to_text(
                               (const wgkit_prefix *)from, out.bytes, out.capacity, out.size_at, at)
                         : wgkit_endpoint_to_text(
                               (const wgkit_endpoint *)from, out.bytes, out.capacity, out.size_at,
                               at));
    end_buffer(&out, status);
  }
}

void call_devices(calls *c, uint8_t which) {
  static const char *const namespaces[] = {"none", "", "..", "/proc/self/ns/net", "/dev/null"};
  const wgkit_namespace *in = (const wgkit_namespace *)handle(c, netns);
  switch (which % 15) {
    case 0: MAKE(wgkit_device_list_read, device_list, wgkit_device_list, in); break;
    case 1: {
      struct text name = interface(c);
      MAKE(wgkit_device_read, device, wgkit_device, in, name.bytes, name.length);
      end_text(name);
      break;
    }
    case 2:
      ARRAY(wgkit_device_list_names, device_list, wgkit_device_list, wgkit_interface_name, );
      break;
    case 3: {
      const void *of = handle(c, device);
      const wgkit_device_info *info = NULL;
      size_t size = 0;
      void *info_at = result(c, &info), *size_at = result(c, &size);
      CALL(wgkit_device_get_info(
          (const wgkit_device *)of, (const wgkit_device_info **)info_at, (size_t *)size_at, at));
      if (status == WGKIT_OK) look(info, size);
      break;
    }
    case 4: ARRAY(wgkit_device_peers, device, wgkit_device, wgkit_peer, ); break;
    case 5: ARRAY(wgkit_device_allowed_ips, device, wgkit_device, wgkit_prefix, ); break;
    case 6: {
      const void *of = handle(c, device);
      wgkit_private_key secret;
      CALL(wgkit_device_expose_private_key((const wgkit_device *)of, &secret, at));
      break;
    }
    case 7: {
      const void *of = handle(c, device);
      wgkit_preshared_key secret;
      uint32_t place = number(c);
      CALL(wgkit_device_expose_preshared_key((const wgkit_device *)of, place, &secret, at));
      break;
    }
    case 8: {
      struct text name = text(c, namespaces, 5);
      MAKE(wgkit_namespace_from_name, netns, wgkit_namespace, name.bytes, name.length);
      end_text(name);
      break;
    }
    case 9: {
      struct text name = text(c, namespaces, 5);
      MAKE(wgkit_namespace_from_path, netns, wgkit_namespace, name.bytes, name.length);
      end_text(name);
      break;
    }
    case 10: {
      uint8_t choice = byte(c);
      MAKE(
          wgkit_namespace_from_pid, netns, wgkit_namespace,
          choice < 0x80 ? (int32_t)getpid() : choice % 2 ? -1 : 0);
      break;
    }
    case 11: {
      struct text name = interface(c);
      const void *what = handle(c, update);
      CALL(wgkit_device_apply(in, name.bytes, name.length, (const wgkit_update *)what, at));
      end_text(name);
      break;
    }
    case 12: {
      struct text name = interface(c);
      const void *what = handle(c, update);
      uint32_t flags = byte(c) % 4;
      MAKE(
          wgkit_device_sync, difference, wgkit_difference, in, name.bytes, name.length,
          (const wgkit_update *)what, flags);
      end_text(name);
      break;
    }
    case 13: {
      struct text name = interface(c);
      const void *what = handle(c, document);
      uint32_t flags = byte(c) % 5;
      MAKE(
          wgkit_interface_reload, difference, wgkit_difference, in, name.bytes, name.length,
          (const wgkit_document *)what, flags);
      end_text(name);
      break;
    }
    default: {
      const wgkit_difference *of = (const wgkit_difference *)handle(c, difference);
      const wgkit_prefix *networks = NULL;
      size_t count = 0, stride = 0;
      uint32_t what = number(c), mtu = 0;
      if (which & 0x80) {
        CALL(wgkit_difference_networks(of, what, &networks, &count, &stride, at));
        if (status == WGKIT_OK && count > 0) look(networks, sizeof *networks);
      } else {
        CALL(wgkit_difference_get_mtu(of, &mtu, at));
      }
    }
  }
}

static wgkit_prefix prefix(calls *c) {
  wgkit_prefix prefix;
  uint8_t choice = byte(c);
  memset(&prefix, 0, sizeof prefix);
  prefix.family = choice < 0x80 ? 4 : choice < 0xf0 ? 6 : choice;
  prefix.address[choice % 4] = byte(c);
  prefix.length = byte(c);
  if (choice % 8 < 7) prefix.length %= prefix.family == 4 ? 33 : 128;
  return prefix;
}

void call_updates(calls *c, uint8_t which) {
  wgkit_update *it = (wgkit_update *)handle(c, update);
  const wgkit_public_key *peer = (const wgkit_public_key *)key(c);
  switch (which % 18) {
    case 0:
    case 1: {
      wgkit_update *made = NULL;
      wgkit_update **made_at = (wgkit_update **)result(c, &made);
      CALL(wgkit_update_create(made_at, at));
      if (status == WGKIT_OK) keep(c, update, made);
      break;
    }
    case 2: {
      const void *secret = key(c);
      CALL(wgkit_update_set_private_key(it, (const wgkit_private_key *)secret, at));
      break;
    }
    case 3: {
      CALL(wgkit_update_clear_private_key(it, at));
      break;
    }
    case 4: {
      uint16_t port = (uint16_t)number(c);
      CALL(wgkit_update_set_listen_port(it, port, at));
      break;
    }
    case 5: {
      uint32_t mark = number(c);
      CALL(wgkit_update_set_firewall_mark(it, mark, at));
      break;
    }
    case 6: {
      CALL(wgkit_update_replace_peers(it, at));
      break;
    }
    case 7: {
      uint32_t flags = number(c);
      CALL(wgkit_update_put_peer(it, peer, flags, at));
      break;
    }
    case 8: {
      const void *secret = key(c);
      CALL(wgkit_update_set_peer_preshared_key(
          it, peer, (const wgkit_preshared_key *)secret, at));
      break;
    }
    case 9: {
      CALL(wgkit_update_clear_peer_preshared_key(it, peer, at));
      break;
    }
    case 10: {
      wgkit_endpoint endpoint;
      void *from = result(c, &endpoint);
      memset(&endpoint, 0, sizeof endpoint);
      endpoint.family = (uint8_t)number(c);
      endpoint.port = (uint16_t)number(c);
      CALL(wgkit_update_set_peer_endpoint(it, peer, (const wgkit_endpoint *)from, at));
      break;
    }
    case 11: {
      uint16_t seconds = (uint16_t)number(c);
      CALL(wgkit_update_set_peer_persistent_keepalive(it, peer, seconds, at));
      break;
    }
    case 12:
    case 13: {
      wgkit_prefix prefixes[4];
      size_t count = byte(c) % 5, index, stride = sizeof prefixes[0];
      void *from = result(c, prefixes);
      uint8_t choice = byte(c);
      for (index = 0; index < 4; index++) prefixes[index] = prefix(c);
      if (choice >= 0xf0) count = SIZE_MAX - choice;
      if (choice < 0x10) stride = choice;
      CALL(
          which % 18 == 12 ? wgkit_update_add_peer_allowed_ips(
                                 it, peer, (const wgkit_prefix *)from, count, stride, at)
                           : wgkit_update_remove_peer_allowed_ips(
                                 it, peer, (const wgkit_prefix *)from, count, stride, at));
      break;
    }
    case 14: {
      wgkit_peer_update peers[3];
      wgkit_prefix prefixes[3];
      size_t index, count = byte(c) % 4;
      uint8_t choice = byte(c);
      memset(peers, 0, sizeof peers);
      for (index = 0; index < 3; index++) {
        prefixes[index] = prefix(c);
        peers[index].public_key.bytes[0] = byte(c);
        peers[index].flags = number(c);
        peers[index].endpoint.family = (uint8_t)number(c);
        peers[index].endpoint.port = 1;
        peers[index].first_allowed_ip = number(c) % 5;
        peers[index].allowed_ip_count = choice < 0x40 ? number(c) : index;
      }
      if (choice >= 0xf0) count = SIZE_MAX / 2 - choice;
      CALL(wgkit_update_add_peers(
          it, peers, count, sizeof peers[0], prefixes, 3, sizeof prefixes[0], at));
      break;
    }
    case 15: {
      const void *of = handle(c, device);
      MAKE(
          wgkit_device_difference, difference, wgkit_difference, (const wgkit_device *)of, it);
      break;
    }
    case 16: {
      const void *of = handle(c, difference);
      const wgkit_difference_info *info = NULL;
      size_t size = 0;
      void *info_at = result(c, &info), *size_at = result(c, &size);
      CALL(wgkit_difference_get_info(
          (const wgkit_difference *)of, (const wgkit_difference_info **)info_at,
          (size_t *)size_at, at));
      if (status == WGKIT_OK) look(info, size);
      break;
    }
    default:
      if (which & 0x80) {
        ARRAY(wgkit_difference_moves, difference, wgkit_difference, wgkit_move, );
      } else {
        const void *of = handle(c, difference);
        MAKE(wgkit_difference_update, update, wgkit_update, (const wgkit_difference *)of);
      }
  }
}

void call_links(calls *c, uint8_t which) {
  const wgkit_namespace *in = (const wgkit_namespace *)handle(c, netns);
  struct text name = interface(c);
  wgkit_prefix network = prefix(c);
  const wgkit_prefix *from = (const wgkit_prefix *)result(c, &network);
  uint32_t n = number(c), index = 0;
  switch (which % 18) {
    case 0: {
      CALL(wgkit_link_create(in, name.bytes, name.length, n, at));
      break;
    }
    case 1: {
      CALL(wgkit_link_delete(in, name.bytes, name.length, at));
      break;
    }
    case 2: {
      CALL(wgkit_link_bring_up(in, name.bytes, name.length, at));
      break;
    }
    case 3: {
      CALL(wgkit_link_bring_down(in, name.bytes, name.length, at));
      break;
    }
    case 4: {
      CALL(wgkit_link_set_mtu(in, name.bytes, name.length, n, at));
      break;
    }
    case 5: {
      uint32_t *to = (uint32_t *)result(c, &index);
      CALL(wgkit_link_get_index(in, name.bytes, name.length, to, at));
      break;
    }
    case 6: {
      CALL(wgkit_link_add_address(in, name.bytes, name.length, from, at));
      break;
    }
    case 7: {
      CALL(wgkit_link_remove_address(in, name.bytes, name.length, from, at));
      break;
    }
    case 8: MAKE(wgkit_link_list_read, link_list, wgkit_link_list, in); break;
    case 9: ARRAY(wgkit_link_list_links, link_list, wgkit_link_list, wgkit_link, ); break;
    case 10:
      ARRAY(wgkit_link_list_addresses, link_list, wgkit_link_list, wgkit_link_address, );
      break;
    case 11: {
      CALL(wgkit_route_add(in, name.bytes, name.length, from, n, at));
      break;
    }
    case 12: {
      CALL(wgkit_route_remove(in, name.bytes, name.length, from, n, at));
      break;
    }
    case 13: {
      const void *of = handle(c, device);
      CALL(wgkit_route_add_allowed_ips(in, (const wgkit_device *)of, at));
      break;
    }
    case 14: MAKE(wgkit_route_list_read, route_list, wgkit_route_list, in); break;
    case 15:
      MAKE(wgkit_route_list_read_default, route_list, wgkit_route_list, in, (uint8_t)n);
      break;
    case 16: ARRAY(wgkit_route_list_routes, route_list, wgkit_route_list, wgkit_route, ); break;
    default:
      if (which & 0x80) {
        ARRAY(wgkit_route_list_next_hops, route_list, wgkit_route_list, wgkit_next_hop, );
      } else {
        const void *target = handle(c, netns);
        CALL(wgkit_link_move(in, name.bytes, name.length, (const wgkit_namespace *)target, at));
      }
  }
  end_text(name);
}
