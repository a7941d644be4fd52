<?php

declare(strict_types=1);

namespace Latchkey\Client\Glpi;

use Latchkey\Client\Finding;
use Latchkey\Client\Verdict;

/**
 * What GLPI's `system:status` hears of a plugin's license: PROBLEM only when the plugin is really off, since that makes
 * the whole of GLPI read as out of order.
 */
final class StatusReport
{
    /**
     * @param array<string, mixed> $param what GLPI hands to the status hook
     * @return array<string, mixed>
     */
    public static function of(string $key, array $param): array
    {
        $verdict = LicensedPlugin::of($key)->verdict();
        $status = 'OK';
        if ($verdict->mode() === Verdict::OFF) {
            $status = 'PROBLEM';
        } elseif (!$verdict->allowsUse() || Warning::of($verdict) !== null) {
            $status = 'WARNING';
        }
        $report = ['status' => $status, 'license' => $verdict->mode()];
        if ($verdict->lastDay() !== null) {
            $report['license_last_day'] = $verdict->lastDay();
        }
        $codes = array_map(static function (Finding $finding): string {
            return $finding->code();
        }, $verdict->findings());
        if ($codes !== []) {
            $report['license_findings'] = implode(' ', $codes);
        }
        return $report + array_intersect_key($param, ['_public_only' => true]);
    }
}
