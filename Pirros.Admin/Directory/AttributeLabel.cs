using System.Text;

namespace Pirros.Admin.Directory;

/// <summary>What people call an attribute.</summary>
internal static class AttributeLabel
{
    /// <summary>Of an attribute: its name in words, such as "Given name".</summary>
    public static string Of(string name)
    {
        if (Known(name) is { } known)
            return known;
        var words = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && char.IsUpper(name[i]) && char.IsLower(name[i - 1]))
                words.Append(' ').Append(char.ToLowerInvariant(name[i]));
            else
                words.Append(i == 0 ? char.ToUpperInvariant(name[i]) : name[i]);
        }

        return words.ToString();
    }

    /// <summary>Of an entry of a list, such as "E-mail (work)".</summary>
    public static string OfEntry(string name, string? type) => type is null ? Of(name) : $"{Of(name)} ({type})";

    private static string? Known(string name) => name switch
    {
        "id" => DirectoryTexts.LabelId,
        "externalId" => DirectoryTexts.LabelExternalId,
        "emails" => DirectoryTexts.LabelEmails,
        "phoneNumbers" => DirectoryTexts.LabelPhoneNumbers,
        "ims" => DirectoryTexts.LabelIms,
        "addresses" => DirectoryTexts.LabelAddresses,
        "photos" => DirectoryTexts.LabelPhotos,
        "roles" => DirectoryTexts.LabelRoles,
        "entitlements" => DirectoryTexts.LabelEntitlements,
        "x509Certificates" => DirectoryTexts.LabelX509Certificates,
        "formatted" => DirectoryTexts.LabelFormatted,
        "title" => DirectoryTexts.LabelTitle,
        "timezone" => DirectoryTexts.LabelTimezone,
        "profileUrl" => DirectoryTexts.LabelProfileUrl,
        "userName" => DirectoryTexts.LabelUserName,
        "displayName" => DirectoryTexts.LabelDisplayName,
        "nickName" => DirectoryTexts.LabelNickName,
        "userType" => DirectoryTexts.LabelUserType,
        "active" => DirectoryTexts.LabelActive,
        "givenName" => DirectoryTexts.LabelGivenName,
        "familyName" => DirectoryTexts.LabelFamilyName,
        "middleName" => DirectoryTexts.LabelMiddleName,
        "honorificPrefix" => DirectoryTexts.LabelHonorificPrefix,
        "honorificSuffix" => DirectoryTexts.LabelHonorificSuffix,
        "preferredLanguage" => DirectoryTexts.LabelPreferredLanguage,
        "locale" => DirectoryTexts.LabelLocale,
        "employeeNumber" => DirectoryTexts.LabelEmployeeNumber,
        "costCenter" => DirectoryTexts.LabelCostCenter,
        "organization" => DirectoryTexts.LabelOrganization,
        "division" => DirectoryTexts.LabelDivision,
        "department" => DirectoryTexts.LabelDepartment,
        "manager" => DirectoryTexts.LabelManager,
        _ => null,
    };
}
