<?php

declare(strict_types=1);

// Answers calls of Tests/Native/extension.py: a line of JSON with the function's arguments in Base64, and one back.
while (($line = fgets(STDIN)) !== false) {
    $call = json_decode($line, true, 4, JSON_THROW_ON_ERROR);
    $decoded = static fn (?string $part): ?string => $part === null ? null : base64_decode($part);
    $arguments = array_map($decoded, $call['parts']);
    $answer = ('latchkey_' . $call['operation'])(...$arguments);
    $coded = array_map(static fn ($part) => is_string($part) ? base64_encode($part) : $part, $answer);
    echo json_encode($coded, JSON_THROW_ON_ERROR), "\n";
}
