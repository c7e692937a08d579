namespace Pirros.Admin.Directory;

/// <summary>What a connection's directory is made of.</summary>
public enum DirectoryKind
{
    /// <summary>People.</summary>
    User,

    /// <summary>Groups of people and of other groups.</summary>
    Group,
}
