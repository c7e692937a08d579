namespace Pirros.Admin.Scim.Server.Bulk;

/// <summary>What an operation may change, as far as another one could see it.</summary>
internal enum BulkEffect
{
    /// <summary>Anything: it has its turn alone.</summary>
    Anything,

    /// <summary>A new resource, of a name and an externalId of its own.</summary>
    Creates,

    /// <summary>A resource, but not its unique name.</summary>
    Changes,

    /// <summary>Who is in a group.</summary>
    ChangesMembers,
}
