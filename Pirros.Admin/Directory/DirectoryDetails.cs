namespace Pirros.Admin.Directory;

/// <summary>Everything that is known of one user or group.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">What to call it.</param>
/// <param name="Active">Whether it is active; of a group always.</param>
/// <param name="CreatedAt">When it was created, in UTC.</param>
/// <param name="ChangedAt">When it last changed, in UTC.</param>
/// <param name="Sections">Its attributes.</param>
/// <param name="Groups">The groups it is in, the direct ones first.</param>
/// <param name="Json">The resource as JSON; null when personal data is masked.</param>
public sealed record DirectoryDetails(
    string Id, string Title, bool Active, DateTimeOffset CreatedAt, DateTimeOffset ChangedAt, IReadOnlyList<AttributeSection> Sections, IReadOnlyList<DirectoryMembership> Groups, string? Json);

/// <summary>Attributes that belong together.</summary>
/// <param name="Title">What they tell.</param>
/// <param name="Schema">The URN of the extension that they are of; null for the core schema.</param>
/// <param name="Attributes">The attributes that have a value.</param>
public sealed record AttributeSection(string Title, string? Schema, IReadOnlyList<AttributeValue> Attributes);

/// <summary>An attribute with its value.</summary>
/// <param name="Label">What people call it.</param>
/// <param name="Path">The attribute as mappings and PATCH name it, such as <c>emails[type eq "work"].value</c>.</param>
/// <param name="Text">The value.</param>
/// <param name="Personal">Whether it says something of a person.</param>
public sealed record AttributeValue(string Label, string Path, string Text, bool Personal);
