/* Runs inputs once each through a fuzzer's target that is built without libFuzzer. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int main(int count, char **paths) {
    for (int index = 1; index < count; index++) {
        FILE *file = fopen(paths[index], "rb");
        if (file == NULL || fseek(file, 0, SEEK_END) != 0) return perror(paths[index]), 1;
        long size = ftell(file);
        uint8_t *data = malloc(size > 0 ? (size_t)size : 1);
        rewind(file);
        if (size < 0 || data == NULL || fread(data, 1, (size_t)size, file) != (size_t)size)
            return perror(paths[index]), 1;
        fclose(file);
        LLVMFuzzerTestOneInput(data, (size_t)size);
        free(data);
    }
    return 0;
}
