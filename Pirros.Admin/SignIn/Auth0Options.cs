namespace Pirros.Admin.SignIn;

/// <summary>Where people sign in. Section <c>Auth0</c>. All three are needed outside Development.</summary>
internal sealed class Auth0Options
{
    public const string Section = "Auth0";

    /// <summary>Host name of the Auth0 tenant, such as <c>pirros.us.auth0.com</c>. Default: empty.</summary>
    public string Domain { get; set; } = "";

    /// <summary>Client id of the application registered there. Default: empty.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>Its client secret. Default: empty.</summary>
    public string ClientSecret { get; set; } = "";

    /// <summary>The keys that are not set.</summary>
    public IReadOnlyList<string> Missing =>
        new[] { (nameof(Domain), Domain), (nameof(ClientId), ClientId), (nameof(ClientSecret), ClientSecret) }
            .Where(setting => string.IsNullOrWhiteSpace(setting.Item2))
            .Select(setting => $"{Section}:{setting.Item1}")
            .ToList();
}
