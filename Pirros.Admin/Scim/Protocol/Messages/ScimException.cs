namespace Pirros.Admin.Scim.Protocol.Messages;

/// <summary>
/// A request that the protocol refuses: an HTTP status, a <c>scimType</c> where one fits, a sentence a person can act on, and the
/// section that says so (RFC 7644 §3.12). Details name attributes and positions, never values: they may be logged.
/// </summary>
internal sealed class ScimException : Exception
{
    public ScimException(int status, string? scimType, string detail, string? rfcSection = null)
        : base(detail)
    {
        Status = status;
        ScimType = scimType;
        RfcSection = rfcSection;
    }

    /// <summary>The HTTP status.</summary>
    public int Status { get; }

    /// <summary>The error keyword of RFC 7644 table 9 or RFC 9865 §2.1, or null.</summary>
    public string? ScimType { get; }

    /// <summary>What was wrong, for the client's administrator.</summary>
    public string Detail => Message;

    /// <summary>The section that was broken, for example <c>RFC 7644 §3.4.2.2</c>.</summary>
    public string? RfcSection { get; }

    /// <summary>Seconds after which the request may be sent again; null where that is not said.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>Whether a deactivation was not carried out because it waits for a person, or a person rejected it.</summary>
    public bool IsHeld { get; init; }

    public static ScimException InvalidFilter(string detail) => new(400, "invalidFilter", detail, "RFC 7644 §3.4.2.2");

    public static ScimException InvalidPath(string detail) => new(400, "invalidPath", detail, "RFC 7644 §3.5.2");

    public static ScimException InvalidValue(string detail) => new(400, "invalidValue", detail, "RFC 7643 §2.3");

    public static ScimException InvalidSyntax(string detail) => new(400, "invalidSyntax", detail, "RFC 7644 §3.12");

    public static ScimException NoTarget(string detail) => new(400, "noTarget", detail, "RFC 7644 §3.5.2");

    public static ScimException Mutability(string detail) => new(400, "mutability", detail, "RFC 7643 §7");

    public static ScimException TooMany(string detail) => new(400, "tooMany", detail, "RFC 7644 §3.4.2");

    public static ScimException InvalidCursor(string detail) => new(400, "invalidCursor", detail, "RFC 9865 §2.1");

    public static ScimException InvalidCount(string detail) => new(400, "invalidCount", detail, "RFC 9865 §2.1");

    public static ScimException Uniqueness(string detail) => new(409, "uniqueness", detail, "RFC 7644 §3.3");

    public static ScimException Unauthorized(string detail) => new(401, null, detail, "RFC 7644 §2");

    public static ScimException Forbidden(string detail) => new(403, null, detail, "RFC 7644 §3.12");

    public static ScimException NotFound(string detail) => new(404, null, detail, "RFC 7644 §3.4.1");

    public static ScimException PreconditionFailed(string detail) => new(412, null, detail, "RFC 7644 §3.14");

    public static ScimException PayloadTooLarge(string detail) => new(413, null, detail, "RFC 7644 §3.12");

    public static ScimException NotImplemented(string detail) => new(501, null, detail, "RFC 7644 §3.12");
}
