#include "sequence.h"

static const char *const templates[] = {
    "",
    "[Interface]\nAddress = ${address}\nPrivateKey = ${key}\n${#dns}DNS = ${dns}\n${/dns}"
    "${#peers}\n[Peer] # ${note}\nPublicKey = ${public}\n${#psk}PresharedKey = ${psk}\n${/psk}"
    "Endpoint = ${host}:${port}\n${/peers}\n",
    "[Interface]\n# ${note}\n${^dns}\n# none\n${/dns}\nPostUp = ip route add ${address}\n",
    "# ${note} {name}\n${#a}${#b}# ${note}\n${/b}${/a}",
    "client",
    "server"};
static const char *const names[] = {"address", "key", "dns", "peers", "note", "public", "psk", "host",
                                    "port", "name", "a", "b", "private_key", "endpoint"};
static const char *const texts[] = {"10.0.0.1/24", "51820", "anna", "fd00::1", "a b", "x\ny", "-x", ""};

enum { template_count = 6, name_count = 14, text_count = 8 };

void call_templates(calls *c, uint8_t which) {
  wgkit_template_values *to = (wgkit_template_values *)handle(c, values);
  uint8_t form = byte(c);
  switch (which % 15) {
    case 0:
    case 1: {
      struct text from = text(c, templates, template_count);
      MAKE(
          wgkit_template_parse, template_, wgkit_template, from.bytes, from.length,
          form < 0xf0 ? (uint32_t)form % 2 : (uint32_t)form);
      end_text(from);
      break;
    }
    case 2: {
      struct text from = text(c, templates, template_count);
      MAKE(wgkit_template_shipped, template_, wgkit_template, from.bytes, from.length);
      end_text(from);
      break;
    }
    case 3: {
      const wgkit_shipped_template *list = NULL;
      size_t count = 0, stride = 0;
      void *list_at = result(c, &list), *count_at = result(c, &count), *stride_at = result(c, &stride);
      CALL(wgkit_template_list_shipped(
          (const wgkit_shipped_template **)list_at, (size_t *)count_at, (size_t *)stride_at, at));
      if (status == WGKIT_OK) look_text(list[form % count].text);
      break;
    }
    case 4:
      ARRAY(
          wgkit_template_names, template_, wgkit_template, wgkit_template_name,
          (look_text(element->name), look_text(element->sections)));
      break;
    case 5: {
      wgkit_template_values *made = NULL;
      wgkit_template_values **made_at = (wgkit_template_values **)result(c, &made);
      CALL(wgkit_template_values_create(made_at, at));
      if (status == WGKIT_OK) keep(c, values, made);
      break;
    }
    case 6:
    case 7: {
      struct text name = text(c, names, name_count), what = text(c, texts, text_count);
      CALL(wgkit_template_values_add_text(
          to, name.bytes, name.length, what.bytes, what.length, at));
      end_text(name);
      end_text(what);
      break;
    }
    case 8: {
      struct text name = text(c, names, name_count);
      wgkit_address address;
      void *from = result(c, &address);
      memset(&address, 0, sizeof address);
      address.family = form < 0x80 ? 6 : form < 0xf0 ? 4 : form;
      CALL(wgkit_template_values_add_address(
          to, name.bytes, name.length, (const wgkit_address *)from, at));
      end_text(name);
      break;
    }
    case 9: {
      struct text name = text(c, names, name_count);
      CALL(wgkit_template_values_add_flag(to, name.bytes, name.length, form % 2, at));
      end_text(name);
      break;
    }
    case 10:
    case 11: {
      struct text name = text(c, names, name_count);
      const void *secret = key(c);
      CALL(
          form % 3 == 0   ? wgkit_template_values_add_public_key(
                                to, name.bytes, name.length, (const wgkit_public_key *)secret, at)
          : form % 3 == 1 ? wgkit_template_values_add_private_key(
                                to, name.bytes, name.length, (const wgkit_private_key *)secret, at)
                          : wgkit_template_values_add_preshared_key(
                                to, name.bytes, name.length, (const wgkit_preshared_key *)secret,
                                at));
      end_text(name);
      break;
    }
    case 12: {
      struct text name = text(c, names, name_count);
      const void *record = handle(c, values);
      CALL(wgkit_template_values_add_record(
          to, name.bytes, name.length, (const wgkit_template_values *)record, at));
      end_text(name);
      break;
    }
    default: {
      const void *of = handle(c, template_);
      if (form < 0x20) to = NULL;
      MAKE(wgkit_template_render, document, wgkit_document, (const wgkit_template *)of, to);
    }
  }
}
