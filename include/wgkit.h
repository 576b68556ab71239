#ifndef WGKIT_H
#define WGKIT_H
#endif
