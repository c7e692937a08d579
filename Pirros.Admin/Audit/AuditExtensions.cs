using Pirros.Admin.SignIn;

namespace Pirros.Admin.Audit;

internal static class AuditExtensions
{
    public static IServiceCollection AddAudit(this IServiceCollection services) => services.AddSingleton<AuditService>().AddSingleton<AuditVerifier>();

    /// <summary>The export, for those who may open the portal.</summary>
    public static IEndpointRouteBuilder MapAudit(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/audit/export", ExportAsync).RequireAuthorization(Policies.Portal);
        return routes;
    }

    private static async Task<IResult> ExportAsync(
        HttpContext http, AuditService audit, TimeProvider clock, string? form, string? tenant, string? connection, string? person, string? kind, string? from, string? until)
    {
        try
        {
            if (form is not (AuditExport.Csv or AuditExport.JsonLines))
                throw RefusedException.Invalid(AuditTexts.FormIs);
            var actor = http.User.ToActor(RemoteAddress.Of(http)) ?? throw RefusedException.Forbidden(SignInTexts.SessionEnded);
            var filter = new AuditAddress(tenant, connection, person, kind, from, until).ToFilter();
            var records = await audit.ExportAsync(actor, filter, form, http.RequestAborted);
            http.Response.Headers.CacheControl = "no-store";
            var name = $"audit-{filter.Connection?.Value ?? filter.Tenant?.Value ?? actor.Tenant?.Value}-{clock.GetUtcNow():yyyy-MM-dd}.{form}";
            return Results.Stream(output => AuditExport.WriteAsync(output, records, form, http.RequestAborted), form == AuditExport.Csv ? "text/csv; charset=utf-8" : "application/jsonl", name);
        }
        catch (RefusedException refused)
        {
            return Results.Text(refused.Message, statusCode: refused.HttpStatus);
        }
    }
}
