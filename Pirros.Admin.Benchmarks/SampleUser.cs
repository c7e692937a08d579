using System.Globalization;
using System.Text;

namespace Pirros.Admin.Benchmarks;

/// <summary>The people of every measurement, by number, so that whoever fills a server and whoever asks it know the same ones.</summary>
internal static class SampleUser
{
    /// <summary>Numbers from here on belong to nobody: a match on one finds nothing.</summary>
    public const int FirstAbsent = 90_000_000;

    public static string UserName(int number) => string.Create(CultureInfo.InvariantCulture, $"u{number:D8}@contoso.example");

    public static string ExternalId(int number) => string.Create(CultureInfo.InvariantCulture, $"u-ext-{number:D8}");

    /// <summary>The body that Entra ID sends to create the user (RFC 7643 §8.3), in UTF-8.</summary>
    public static byte[] Body(int number)
    {
        string given = string.Create(CultureInfo.InvariantCulture, $"Given{number % 977}"), family = string.Create(CultureInfo.InvariantCulture, $"Family{number % 9973}");
        return Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $$$"""
            {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],"externalId":"{{{ExternalId(number)}}}","userName":"{{{UserName(number)}}}","active":true,"displayName":"{{{given}}} {{{family}}}","emails":[{"primary":true,"type":"work","value":"{{{UserName(number)}}}"}],"meta":{"resourceType":"User"},"name":{"formatted":"{{{given}}} {{{family}}}","familyName":"{{{family}}}","givenName":"{{{given}}}"},"title":"Engineer {{{number % 31}}}","preferredLanguage":"en-US","phoneNumbers":[{"type":"work","value":"+1 555 {{{number:D8}}}"}],"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"employeeNumber":"{{{number}}}","department":"Dept {{{number % 53}}}"}}
            """));
    }
}
