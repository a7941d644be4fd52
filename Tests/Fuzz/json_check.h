/* Whether bytes are one JSON text (RFC 8259) in UTF-8, with every member's string at hand. */
#ifndef JSON_CHECK_H
#define JSON_CHECK_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct json {
    const uint8_t *next, *end;
};

static int json_value(struct json *json, int depth);

static int json_take(struct json *json, const char *text) {
    size_t count = strlen(text);
    if ((size_t)(json->end - json->next) < count || memcmp(json->next, text, count) != 0) return 0;
    json->next += count;
    return 1;
}

/* One scalar value in UTF-8, the shortest way to write it, no surrogate. */
static int json_scalar(struct json *json) {
    static const uint32_t least[] = {0, 0x80, 0x800, 0x10000};
    uint8_t first = *json->next++;
    int more = first < 0x80 ? 0 : first >> 5 == 6 ? 1 : first >> 4 == 14 ? 2 : first >> 3 == 30 ? 3 : -1;
    if (more < 0 || json->end - json->next < more) return 0;
    uint32_t value = more == 0 ? first : first & (0x3F >> more);
    for (int index = 0; index < more; index++) {
        if (*json->next >> 6 != 2) return 0;
        value = value << 6 | (*json->next++ & 0x3F);
    }
    return value >= least[more] && value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF);
}

static int json_escape(struct json *json) {
    if (json->next == json->end) return 0;
    uint8_t letter = *json->next++;
    if (letter != 'u') return letter != 0 && strchr("\"\\/bfnrt", letter) != NULL;
    for (int index = 0; index < 4; index++, json->next++)
        if (json->next == json->end || *json->next == 0 || strchr("0123456789abcdefABCDEF", *json->next) == NULL) return 0;
    return 1;
}

static int json_string(struct json *json) {
    if (!json_take(json, "\"")) return 0;
    while (json->next < json->end) {
        if (*json->next == '"') return json_take(json, "\"");
        if (*json->next < 0x20) return 0;
        if (*json->next == '\\' ? (json->next++, !json_escape(json)) : !json_scalar(json)) return 0;
    }
    return 0;
}

/* The project writes whole numbers only. */
static int json_number(struct json *json) {
    json_take(json, "-");
    const uint8_t *start = json->next;
    while (json->next < json->end && *json->next >= '0' && *json->next <= '9') json->next++;
    return json->next > start && (*start != '0' || json->next == start + 1);
}

static int json_members(struct json *json, int depth, char close, int are_named) {
    const char end[] = {close, 0};
    if (json_take(json, end)) return 1;
    do {
        if (are_named && (!json_string(json) || !json_take(json, ":"))) return 0;
        if (!json_value(json, depth + 1)) return 0;
    } while (json_take(json, ","));
    return json_take(json, end);
}

static int json_value(struct json *json, int depth) {
    if (depth > 16 || json->next == json->end) return 0;
    switch (*json->next) {
        case '{': return json_take(json, "{") && json_members(json, depth, '}', 1);
        case '[': return json_take(json, "[") && json_members(json, depth, ']', 0);
        case '"': return json_string(json);
        case 't': return json_take(json, "true");
        case 'f': return json_take(json, "false");
        case 'n': return json_take(json, "null");
        default: return json_number(json);
    }
}

static int json_is_whole(const uint8_t *bytes, size_t count) {
    struct json json = {bytes, bytes + count};
    return json_value(&json, 0) && json.next == json.end;
}

#endif
