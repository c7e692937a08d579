namespace Pirros.Admin.Tokens;

/// <summary>What a token may do. Writing does not include reading. What the endpoint offers at all may be read with any token.</summary>
[Flags]
public enum TokenScopes
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Read and find users, with the groups that each is in.</summary>
    UsersRead = 1,

    /// <summary>Create, change and delete users.</summary>
    UsersWrite = 2,

    /// <summary>Read and find groups, with their members.</summary>
    GroupsRead = 4,

    /// <summary>Create, change and delete groups, and say who is in them.</summary>
    GroupsWrite = 8,

    /// <summary>Everything.</summary>
    All = UsersRead | UsersWrite | GroupsRead | GroupsWrite,
}
