using Pirros.Admin.Tokens;

namespace Pirros.Admin.Scim.Http;

/// <summary>What is learnt of a request on its way, for its activity record.</summary>
internal sealed class ScimArrival
{
    /// <summary>What its token opened; null while it has opened nothing.</summary>
    public TokenGrant? Grant { get; set; }

    /// <summary>Why its token was not accepted.</summary>
    public RefusedToken? Refused { get; set; }

    /// <summary>Its body, as it may be kept.</summary>
    public string? Body { get; set; }

    /// <summary>Whom its body is about; told where the answer does not, because nothing was done.</summary>
    public string? Named { get; set; }
}
