#include <sodium.h>
#include <string.h>
