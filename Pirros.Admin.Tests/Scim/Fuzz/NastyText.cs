using CsCheck;
using Pirros.Admin.Tests.Scim.Protocol;

namespace Pirros.Admin.Tests.Scim.Fuzz;

/// <summary>Texts and numbers that have broken somebody's parser, comparison, database or page.</summary>
internal static class NastyText
{
    /// <summary>A text as it stands between the quotes of JSON; some of them are not well-formed there.</summary>
    public static readonly Gen<string> InJson = Gen.Frequency(
        (6, Given.OneOf("a", "ana@acme.example", "work", "home", "true", "False", "Ana Lima", "EMP-1", "2026-11-26T00:00:00Z", "https://acme.example/a.png", "dGVzdA==", "")),
        (4, Given.OneOf(
            "\\u0000", "a\\u0000b", "\\ud800", "\\udfff\\ud800", "\\ud83d\\ude00", "\\uD83D", "\\u202eevil", "\u202eevil\u202c", "e\u0301", "\u00e9", "\ufeff", "\uffff", "\ufdd0", "\u2028", "\\u2029", "\u200b", "\u200d", "İ", "ı", "ß", "ẞ", "ŉ", "ﬃ", "Σς",
            "\u0001", "\\u0001", "\t", "\\t", "\n", "\\n", "\\x", "\\", "\\\\", "\\\"", "\"", "\\/", "\\u", "\\u12", "\\uzzzz", "\\u0041", "\\b\\f")),
        (3, Given.OneOf(
            "'; DROP TABLE resources;--", "' OR '1'='1", "%", "_", "%_%", "${jndi:ldap://x}", "{{7*7}}", "<script>alert(1)</script>", "../../etc/passwd", "C:\\\\", "=1+1", "@SUM(A1)", "\\r\\nSet-Cookie: a=b", "%00", "%s%n", "null", "undefined", "NaN", "__proto__",
            "urn:ietf:params:scim:schemas:core:2.0:User", "bulkId:a", "bulkId:", "*", "W/\\\"1\\\"", "1e999", "-0", "9999-99-99T99:99:99Z", "0000-00-00T00:00:00Z", "9999-12-31T23:59:59.9999999-14:00", "0001-01-01T00:00:00+14:00", "2026-11-26", "not base64!", "=====")),
        (1, Gen.Select(Given.OneOf("a", "é", "😀", "\u0301", " ", "\\u00e9", "%", "\u202e"), Given.OneOf(63, 64, 65, 255, 256, 257, 511, 513, 1023, 1025, 4096, 20_000), (piece, times) => string.Concat(Enumerable.Repeat(piece, times)))));

    /// <summary>The same as a person would have it, for addresses and headers.</summary>
    public static readonly Gen<string> Plain = InJson.Select(text => text.Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal));

    /// <summary>Numbers, some of which are none in JSON.</summary>
    public static readonly Gen<string> Number = Given.OneOf(
        "0", "1", "-1", "-0", "-0.0", "1.0", "0.1e1", "1e5", "1E+5", "1e999", "-1e999", "1e-999", "1E400", "1e2147483648", "00", "01", "+1", "0x10", ".5", "5.", "1e", "NaN", "Infinity", "-Infinity",
        "2147483647", "2147483648", "-2147483649", "9223372036854775807", "9223372036854775808", "-9223372036854775809", "18446744073709551616", "79228162514264337593543950336", "123456789012345678901234567890123456789012345678901234567890", "0.1", "0.30000000000000004", "1e-7",
        $"1{new string('0', 400)}", $"0.{new string('0', 400)}1");
}
