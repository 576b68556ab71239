#include "sequence.h"

static const char *const documents[] = {
    "",
    "[Interface]\nPrivateKey = yAnz5TF+lXXJte14tji3zlMNq+hd2rYUIgJBgB3fBmk=\nListenPort = 51820 # x\n"
    "Address = 10.0.0.1/24, fd00::1/64\nDNS = 10.0.0.53, corp.example\nMTU = 1420\nTable = off\n"
    "PostUp = echo %i # no comment\nSaveConfig = true\n\n[Peer]\n# friendly_name = anna\n"
    "PublicKey = CAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAEA=\n"
    "PresharedKey = /UwcSPg38hW/D9Y3tcS1FOV0K1wuURMbS0sesJEP5ak=\nAllowedIPs = 10.0.0.2/32\n"
    "Endpoint = vpn.example.org:51820\nPersistentKeepalive = 25\n\n[Peer]\n"
    "PublicKey = EAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAEA=\nAllowedIPs = +10.0.3.0/24,-10.0.4.0/24\n"
    "\n#[disabled] [Peer] # cora\n"
    "#[disabled] PublicKey = GAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAEA=\n",
    "[Interface]\r\nListenPort=1\r\n[Peer]\r\nPublicKey=CAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAEA=\r\n"
    "Endpoint=192.0.2.1:2\r\nAllowedIPs=0.0.0.0/0,::/0",
    "[Peer]\nPublicKey = CAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAEA=\n[Peer]\n"
    "PublicKey = CAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAEA=\nAllowedIPs = 10.0.0.0/8\n"};

static const char *const settings[] = {
    "1", "51820", "10.0.0.0/8", "10.0.0.0/8, fd00::/64", "192.0.2.1:5", "true", "off", "1420",
    "yAnz5TF+lXXJte14tji3zlMNq+hd2rYUIgJBgB3fBmk=", "anna", "Client: x", "a b # c"};

enum { document_count = 4, setting_count = 12 };

static struct text some_document(calls *c) { return text(c, documents, document_count); }
static struct text setting(calls *c) { return text(c, settings, setting_count); }

void call_documents(calls *c, uint8_t which) {
  wgkit_document *it = (wgkit_document *)handle(c, document);
  uint8_t form = byte(c);
  switch (which % 16) {
    case 0:
    case 1: {
      struct text from = some_document(c);
      MAKE(
          wgkit_document_parse, document, wgkit_document, from.bytes, from.length,
          form < 0xf0 ? 1u + form % 2 : (uint32_t)form);
      end_text(from);
      break;
    }
    case 2: MAKE(wgkit_document_copy, document, wgkit_document, it); break;
    case 3: {
      struct buffer out;
      begin_buffer(c, &out);
      CALL(wgkit_document_expose_text(it, out.bytes, out.capacity, out.size_at, at));
      end_buffer(&out, status);
      break;
    }
    case 4: MAKE(wgkit_document_strip, document, wgkit_document, it); break;
    case 5: MAKE(wgkit_document_convert, document, wgkit_document, it, (uint32_t)form % 6); break;
    case 6:
    case 7: {
      const void *peer = form < 0x80 ? NULL : key(c);
      uint32_t what = number(c);
      struct text value = setting(c);
      CALL(wgkit_document_set(
          it, (const wgkit_public_key *)peer, what, value.bytes, value.length, at));
      end_text(value);
      break;
    }
    case 8: {
      const void *peer = form < 0x80 ? NULL : key(c);
      uint32_t what = number(c);
      CALL(wgkit_document_remove(it, (const wgkit_public_key *)peer, what, at));
      break;
    }
    case 9:
    case 10: {
      const void *peer = key(c);
      struct text name = setting(c);
      CALL(
          which % 16 == 9 ? wgkit_document_add_peer(
                                it, (const wgkit_public_key *)peer, name.bytes, name.length, at)
                          : wgkit_document_rename_peer(
                                it, (const wgkit_public_key *)peer, name.bytes, name.length, at));
      end_text(name);
      break;
    }
    case 11:
    case 12:
    case 13: {
      const wgkit_public_key *peer = (const wgkit_public_key *)key(c);
      CALL(
          which % 16 == 11   ? wgkit_document_remove_peer(it, peer, at)
          : which % 16 == 12 ? wgkit_document_disable_peer(it, peer, at)
                             : wgkit_document_enable_peer(it, peer, at));
      break;
    }
    case 14: MAKE(wgkit_document_to_update, update, wgkit_update, it, (uint32_t)form % 5); break;
    default: {
      struct text from = setting(c), taken[3];
      wgkit_text names[3];
      struct buffer out;
      begin_buffer(c, &out);
      size_t index;
      for (index = 0; index < 3; index++) {
        taken[index] = setting(c);
        names[index].bytes = taken[index].bytes;
        names[index].length = taken[index].length;
      }
      CALL(wgkit_file_name_slug(
          from.bytes, from.length, names, form < 0xf0 ? form % 4 : SIZE_MAX - form,
          form < 0xe0 ? sizeof names[0] : form, out.bytes, out.capacity, out.size_at, at));
      end_buffer(&out, status);
      end_text(from);
      for (index = 0; index < 3; index++) end_text(taken[index]);
    }
  }
}

static void look_peer(const wgkit_config_peer *peer) {
  look_text(peer->name);
  look_text(peer->endpoint);
}

void call_configs(calls *c, uint8_t which) {
  switch (which % 12) {
    case 0:
    case 1: {
      const void *of = handle(c, document);
      MAKE(wgkit_config_read, config, wgkit_config, (const wgkit_document *)of);
      break;
    }
    case 2: {
      const void *of = handle(c, config);
      const wgkit_config_info *info = NULL;
      size_t size = 0;
      void *info_at = result(c, &info), *size_at = result(c, &size);
      CALL(wgkit_config_get_info(
          (const wgkit_config *)of, (const wgkit_config_info **)info_at, (size_t *)size_at, at));
      if (status == WGKIT_OK) {
        look(info, size);
        look_text(info->table);
      }
      break;
    }
    case 3: ARRAY(wgkit_config_addresses, config, wgkit_config, wgkit_prefix, ); break;
    case 4:
      ARRAY(wgkit_config_items, config, wgkit_config, wgkit_config_item, look_text(element->text));
      break;
    case 5:
      ARRAY(wgkit_config_peers, config, wgkit_config, wgkit_config_peer, look_peer(element));
      break;
    case 6:
      ARRAY(
          wgkit_config_disabled_peers, config, wgkit_config, wgkit_config_peer, look_peer(element));
      break;
    case 7: ARRAY(wgkit_config_allowed_ips, config, wgkit_config, wgkit_prefix, ); break;
    case 8:
      ARRAY(
          wgkit_config_entries, config, wgkit_config, wgkit_config_entry,
          look_text(element->value));
      break;
    case 9: {
      const void *of = handle(c, config);
      wgkit_private_key secret;
      void *to = result(c, &secret);
      CALL(wgkit_config_expose_private_key(
          (const wgkit_config *)of, (wgkit_private_key *)to, at));
      break;
    }
    case 10: {
      const void *of = handle(c, config);
      wgkit_preshared_key secret;
      uint32_t place = number(c);
      CALL(wgkit_config_expose_preshared_key((const wgkit_config *)of, place, &secret, at));
      break;
    }
    default: look_text(wgkit_config_key_name(number(c)));
  }
}

void call_files(calls *c, uint8_t which) {
  const wgkit_file *it = (const wgkit_file *)handle(c, file);
  uint8_t options = byte(c), form = byte(c);
  uint32_t patience = options % 2 ? 0 : 1;
  options = options < 0xf0 ? options % 4 : options;
  switch (which % 10) {
    case 0: {
      struct text name = path(c);
      size_t limit = form < 0x80 ? 0 : form < 0xf0 ? form : SIZE_MAX - form;
      MAKE(
          wgkit_file_read, file, wgkit_file, name.bytes, name.length, options % 2, limit, patience);
      end_text(name);
      break;
    }
    case 1: MAKE(wgkit_file_read_descriptor, file, wgkit_file, -1 - form, form); break;
    case 2: {
      struct buffer out;
      begin_buffer(c, &out);
      CALL(wgkit_file_expose_text(it, out.bytes, out.capacity, out.size_at, at));
      end_buffer(&out, status);
      break;
    }
    case 3: MAKE(wgkit_file_parse, document, wgkit_document, it, (uint32_t)form % 4); break;
    case 4:
    case 5: {
      struct text name = path(c);
      if (form < 0x80) it = NULL;
      if (which % 10 == 4) {
        struct text what = some_document(c);
        CALL(wgkit_file_write_text(
            name.bytes, name.length, options, what.bytes, what.length, it, patience, at));
        end_text(what);
      } else {
        const void *what = handle(c, document);
        CALL(wgkit_file_write_document(
            name.bytes, name.length, options, (const wgkit_document *)what, it, patience, at));
      }
      end_text(name);
      break;
    }
    case 6: {
      struct text what = some_document(c);
      MAKE(wgkit_check_text, check, wgkit_check, what.bytes, what.length, (uint32_t)form % 6);
      end_text(what);
      break;
    }
    case 7: MAKE(wgkit_check_file, check, wgkit_check, it, (uint32_t)form % 6); break;
    default:
      ARRAY(
          wgkit_check_findings, check, wgkit_check, wgkit_finding,
          (look_text(element->code), look_text(element->message)));
  }
}
