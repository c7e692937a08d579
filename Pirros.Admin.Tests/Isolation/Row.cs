namespace Pirros.Admin.Tests.Isolation;

/// <summary>A row of the matrix: a route, and what each credential is answered there. See <see cref="Answer"/>.</summary>
internal sealed record Row(string Route, string None, string Admin, string OtherAdmin, string Support, string Token, string OtherToken, string EndedToken)
{
    /// <summary>One that answers everybody alike, and tells nothing of any firm.</summary>
    public static Row Open(string route, string answer) => new(route, answer, answer, answer, answer, answer, answer, answer);

    /// <summary>One for people who signed in. A token of the SCIM endpoint is none of their credentials: whoever shows one is a stranger.</summary>
    public static Row Portal(string route, string admin, string otherAdmin, string support)
        => new(route, Answer.ToSignIn, admin, otherAdmin, support, Answer.ToSignIn, Answer.ToSignIn, Answer.ToSignIn);

    /// <summary>One of the SCIM endpoint, which takes the connection's own live token and nothing else, a person's session included.</summary>
    public static Row Scim(string route, string answer) => new($"SCIM {route}", Answer.NoToken, Answer.NoToken, Answer.NoToken, Answer.NoToken, answer, Answer.NoToken, Answer.NoToken);

    /// <summary>What a credential is answered.</summary>
    public string For(Credential credential) => credential switch
    {
        Credential.None => None,
        Credential.Admin => Admin,
        Credential.OtherAdmin => OtherAdmin,
        Credential.Support => Support,
        Credential.Token => Token,
        Credential.OtherToken => OtherToken,
        _ => EndedToken,
    };
}
