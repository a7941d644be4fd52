<?php

declare(strict_types=1);

/**
 * Rights, tokens and messages. Cited: GLPI 10.0.18 and 11.0.6, src/Session.php.
 */
class Session
{
    /** @var bool whether the user may change the configuration */
    public static $isAdministrator = true;

    public static function haveRight($module, $right)
    {
        return self::$isAdministrator;
    }

    /** Shows an error page and ends (10), or throws Glpi\Exception\Http\AccessDeniedHttpException (11). */
    public static function checkRight($module, $right)
    {
        if (!self::$isAdministrator) {
            throw new GlpiDouble\Ended('access denied');
        }
    }

    public static function checkLoginUser()
    {
    }

    public static function getLoginUserID($force_human = true)
    {
        return $_SESSION['glpiID'] ?? false;
    }

    /** A token, that counts once. */
    public static function getNewCSRFToken(bool $standalone = false)
    {
        $token = bin2hex(random_bytes(32));
        $_SESSION['glpicsrftokens'][$token] = time() + 3600;
        return $token;
    }

    public static function checkCSRF($data)
    {
        $token = $data['_glpi_csrf_token'] ?? '';
        if (!is_string($token) || ($_SESSION['glpicsrftokens'][$token] ?? 0) < time()) {
            throw new GlpiDouble\Ended('the token is missing or used up');
        }
        unset($_SESSION['glpicsrftokens'][$token]);
    }

    /** The message is HTML. */
    public static function addMessageAfterRedirect($text, $once = false, $level = INFO)
    {
        $_SESSION['MESSAGE_AFTER_REDIRECT'][$level][] = $text;
    }
}
