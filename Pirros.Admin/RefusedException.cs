namespace Pirros.Admin;

/// <summary>Why an act was refused.</summary>
public enum Refusal
{
    /// <summary>What was given can't be used; the message says what can.</summary>
    Invalid,

    /// <summary>There is no such thing, or the person may not know that there is.</summary>
    NotFound,

    /// <summary>The thing is there, but this person may not do that to it.</summary>
    Forbidden,

    /// <summary>This person may do that, once they have signed in again.</summary>
    SignInAgain,

    /// <summary>The act contradicts the present state; the message says which.</summary>
    Conflict,
}

/// <summary>An act by a person that was refused, with nothing done. The message is written for that person: what happened, then what to do.</summary>
public sealed class RefusedException(Refusal reason, string message) : Exception(message)
{
    /// <summary>Why.</summary>
    public Refusal Reason { get; } = reason;

    /// <summary>The status that it is answered with where a download was asked for (RFC 9110 §15.5).</summary>
    public int HttpStatus => Reason switch { Refusal.NotFound => 404, Refusal.Forbidden or Refusal.SignInAgain => 403, Refusal.Conflict => 409, _ => 400 };

    /// <summary>What was given can't be used.</summary>
    public static RefusedException Invalid(string message) => new(Refusal.Invalid, message);

    /// <summary>There is no such thing within reach.</summary>
    public static RefusedException NotFound(string message) => new(Refusal.NotFound, message);

    /// <summary>Not allowed to this person.</summary>
    public static RefusedException Forbidden(string message) => new(Refusal.Forbidden, message);

    /// <summary>Not before the person has proved again who they are.</summary>
    public static RefusedException SignInAgain(string message) => new(Refusal.SignInAgain, message);

    /// <summary>The state does not allow it.</summary>
    public static RefusedException Conflict(string message) => new(Refusal.Conflict, message);
}
