namespace Pirros.Admin.Tokens;

/// <summary>Why a credential was not accepted. Told to the people of the connection alone; who sent it learns only that it was not.</summary>
public enum TokenRefusal
{
    /// <summary>The request came without one.</summary>
    Missing,

    /// <summary>It is no token of this product.</summary>
    Foreign,

    /// <summary>It begins like a token and is too short.</summary>
    Truncated,

    /// <summary>There is a token in it, with more around it, such as a second one.</summary>
    Surrounded,

    /// <summary>It is as long as a token, and a character in it is wrong.</summary>
    Mistyped,

    /// <summary>It has the form of a token, and none of that id was ever issued here.</summary>
    Unknown,

    /// <summary>It opens another connection.</summary>
    OtherConnection,

    /// <summary>It was revoked.</summary>
    Revoked,

    /// <summary>Its time is over.</summary>
    Expired,

    /// <summary>A rotation replaced it, and its grace is over.</summary>
    Replaced,

    /// <summary>The connection is off.</summary>
    ConnectionOff,

    /// <summary>It is good, and may not do what was asked.</summary>
    Scope,

    /// <summary>It is good, and may not be used from the address that it came from.</summary>
    Address,

    /// <summary>It is an access token whose hour is over.</summary>
    AccessExpired,

    /// <summary>It is a client secret, which is for the token endpoint alone.</summary>
    ClientSecret,

    /// <summary>It came to the token endpoint with a client identifier that is not the connection's.</summary>
    ClientId,
}

/// <summary>Why a credential was not accepted, and which token it names.</summary>
/// <param name="Why">The reason.</param>
/// <param name="Token">The id inside it, when it has the form of a token.</param>
public sealed record RefusedToken(TokenRefusal Why, TokenId? Token);
