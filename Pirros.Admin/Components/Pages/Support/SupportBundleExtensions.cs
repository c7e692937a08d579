using Pirros.Admin.Activity;
using Pirros.Admin.Connections;
using Pirros.Admin.DeclaredSchemas;
using Pirros.Admin.Diagnosis;
using Pirros.Admin.Guides;
using Pirros.Admin.SignIn;

namespace Pirros.Admin.Components.Pages.Support;

/// <summary>The download of a support bundle: <c>GET /connections/{id}/support-bundle</c>. Audited as an export of the connection's activity.</summary>
internal static class SupportBundleExtensions
{
    /// <summary>Where the bundle of a connection is.</summary>
    public static string Href(ConnectionId connection) => $"connections/{connection}/support-bundle";

    public static IEndpointRouteBuilder MapSupportBundle(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/connections/{id}/support-bundle", DownloadAsync).RequireAuthorization(Policies.Portal);
        return routes;
    }

    private static async Task<IResult> DownloadAsync(
        HttpContext http, string id, DiagnosisService diagnosis, GuideService guides, DeclaredSchemaService declared, ActivityService activity, ConnectionValueBuilder values)
    {
        try
        {
            if (http.User.ToActor(RemoteAddress.Of(http)) is not { } actor)
                throw RefusedException.Forbidden(SignInTexts.SessionEnded);
            var connection = ConnectionId.Parse(id);
            var cancel = http.RequestAborted;
            Languages.SpeakDefault();
            var facts = await diagnosis.GatherAsync(actor, connection, cancel);
            var guide = await guides.GetAsync(actor, connection, await declared.ListAsync(actor, connection, cancel), cancel);
            var bundle = SupportBundle.Write(facts, guide, values.Build(facts.Summary.Connection, $"{http.Request.Scheme}://{http.Request.Host}"));

            // Noted before it is sent; the requests themselves are those of the diagnosis.
            await activity.ExportAsync(actor, connection, new ActivityQuery(), "support bundle", cancel);
            http.Response.Headers.CacheControl = "no-store";
            return Results.File(bundle, "application/json", $"support-{connection}-{facts.Now:yyyyMMdd-HHmmss}.json");
        }
        catch (RefusedException refused)
        {
            return Results.Text(refused.Message, statusCode: refused.HttpStatus);
        }
    }
}
