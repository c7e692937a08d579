namespace Pirros.Admin.Tests.Isolation;

/// <summary>What is answered, as the matrix says it: a status, and where that is not all, what more.</summary>
internal static class Answer
{
    /// <summary>A page or a file, with what is the firm's own in it.</summary>
    public const string Shown = "200 shown";

    /// <summary>Answered, and nothing of the firm's is in it.</summary>
    public const string Bare = "200";

    /// <summary>Word for word what is answered for a connection that does not exist, but for the id that was asked for.</summary>
    public const string AsIfAbsent = "as if absent";

    /// <summary>Led to the sign-in.</summary>
    public const string ToSignIn = "302 /signin";

    /// <summary>Led to the page that says that this is not for them.</summary>
    public const string ToDenied = "302 /denied";

    /// <summary>The token was not accepted.</summary>
    public const string NoToken = "401";
}
