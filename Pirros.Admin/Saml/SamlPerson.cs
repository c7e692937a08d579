namespace Pirros.Admin.Saml;

/// <summary>Somebody in a connection's directory whom an assertion named.</summary>
/// <param name="Id">The id that the endpoint gave.</param>
/// <param name="UserName">The user name, as it was sent.</param>
/// <param name="Name">The display name; null when there is none.</param>
/// <param name="Active">Whether the person may sign in.</param>
/// <param name="IsAdmin">Whether the person is in the group whose members may sign in to the portal, directly or through another group.</param>
public sealed record SamlPerson(string Id, string UserName, string? Name, bool Active, bool IsAdmin);
