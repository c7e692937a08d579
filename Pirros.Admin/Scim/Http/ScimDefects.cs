using Pirros.Admin.Scim.Protocol.Messages;

namespace Pirros.Admin.Scim.Http;

/// <summary>A failure that is nobody's fault but ours: logged whole, and answered with nothing but a reference to the log line.</summary>
internal sealed partial class ScimDefects(ILogger<ScimDefects> log)
{
    /// <param name="error">What was thrown.</param>
    /// <param name="what">What failed, without a client's data: a method, or an operation's place.</param>
    /// <param name="traceIdentifier">The reference when there is no trace.</param>
    public ScimException Of(Exception error, string what, string traceIdentifier)
    {
        var reference = System.Diagnostics.Activity.Current?.TraceId.ToString() ?? traceIdentifier;
        Failed(error.GetType().Name, what, reference, error);
        return new ScimException(500, null, $"The request could not be carried out, and nothing was changed. Repeat it; if it fails again, give Pirros support the reference {reference}.");
    }

    [LoggerMessage(LogLevel.Error, "A SCIM {What} failed with {Error}; reference {Reference}")]
    private partial void Failed(string error, string what, string reference, Exception exception);
}
