namespace Pirros.Admin.SignIn;

/// <summary>The policies that pages and routes ask for. What a person reaches inside a page is decided by the services, from the <see cref="Audit.Actor"/>.</summary>
public static class Policies
{
    /// <summary>A tenant admin or support.</summary>
    public const string Portal = "portal";

    /// <summary>Support only.</summary>
    public const string Support = "support";
}
