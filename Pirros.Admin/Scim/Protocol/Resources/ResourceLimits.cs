namespace Pirros.Admin.Scim.Protocol.Resources;

/// <summary>How large a resource may be, so that one row never grows without bound.</summary>
internal static class ResourceLimits
{
    /// <summary>Characters in a value that is a key: userName, displayName, externalId.</summary>
    public const int KeyLength = 512;

    /// <summary>Characters in any other value.</summary>
    public const int TextLength = 65_536;

    /// <summary>Entries of a multi-valued attribute that is stored in the document; a group's members are not.</summary>
    public const int Entries = 1_000;

    /// <summary>Attributes that clients match on and that storage keeps in indexed columns.</summary>
    public static bool IsKey(string attributeName) => attributeName is "userName" or "displayName" or "externalId";
}
