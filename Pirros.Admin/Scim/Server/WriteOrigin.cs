namespace Pirros.Admin.Scim.Server;

/// <summary>What a write comes from, as far as deactivations are concerned.</summary>
/// <param name="Received">When the request arrived at the endpoint; null for what did not come as a request.</param>
/// <param name="HoldsSomebody">Whether deactivations of the connection wait for a person, so that a write that says that somebody is active is worth a look.</param>
/// <param name="Undoes">Whether it takes back what the same request did: that is nobody's deactivation, and must not wait.</param>
internal readonly record struct WriteOrigin(DateTimeOffset? Received = null, bool HoldsSomebody = false, bool Undoes = false);
