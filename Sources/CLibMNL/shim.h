/* libmnl and the kernel's netlink headers, with the macros that Swift cannot import as constants. */
#ifndef WGKIT_CLIBMNL_H
#define WGKIT_CLIBMNL_H

#include <libmnl/libmnl.h>
#include <linux/genetlink.h>
#include <linux/if_addr.h>
#include <linux/if_link.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>

enum {
  wgkit_NLA_F_NESTED = NLA_F_NESTED,
  wgkit_NLA_TYPE_MASK = NLA_TYPE_MASK,
};

#endif
