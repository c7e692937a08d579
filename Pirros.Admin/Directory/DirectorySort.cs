namespace Pirros.Admin.Directory;

/// <summary>What a list is sorted by.</summary>
public enum DirectorySort
{
    /// <summary>The display name; who has none comes last.</summary>
    Name,

    /// <summary>The user name.</summary>
    UserName,

    /// <summary>When it last changed.</summary>
    Changed,
}
