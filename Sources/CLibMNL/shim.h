/* libmnl and the kernel's netlink headers, with the macros that Swift cannot import as constants. */
#ifndef WGKIT_CLIBMNL_H
#define WGKIT_CLIBMNL_H

#include <stdint.h>

#include <libmnl/libmnl.h>
#include <linux/genetlink.h>
#include <linux/if_addr.h>
#include <linux/if_link.h>
#include <linux/netconf.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>

/* Of linux/netfilter.h, whose other half is in the C library's headers too. */
static const uint8_t wgkit_NFPROTO_INET = 1;
static const uint8_t wgkit_NFPROTO_IPV4 = 2;
static const uint8_t wgkit_NFPROTO_IPV6 = 10;
static const uint32_t wgkit_NF_ACCEPT = 1;
static const uint32_t wgkit_NF_INET_FORWARD = 2;
static const uint32_t wgkit_NF_INET_POST_ROUTING = 4;

static const uint32_t wgkit_RTM_F_CLONED = RTM_F_CLONED;
/* Linux 5.3; written out so that older headers build. */
static const uint32_t wgkit_RTA_NH_ID = 30;
/* Linux 4.12; written out so that older headers build. */
static const uint16_t wgkit_NLM_F_CAPPED = 0x100;
static const uint16_t wgkit_NLM_F_ACK_TLVS = 0x200;

#endif
