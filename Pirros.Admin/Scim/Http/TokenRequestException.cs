namespace Pirros.Admin.Scim.Http;

/// <summary>A request for a token that is refused (RFC 6749 §5.2).</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="error">The code of the error.</param>
/// <param name="description">What was wrong, for the developer of the client.</param>
internal sealed class TokenRequestException(int status, string error, string description) : Exception(description)
{
    public int Status { get; } = status;

    public string Error { get; } = error;

    public static TokenRequestException Invalid(string description) => new(StatusCodes.Status400BadRequest, "invalid_request", description);
}
